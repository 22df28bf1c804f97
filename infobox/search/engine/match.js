"use strict";
/* From typed words to documents in order. Pure: an opened index and a query in, documents out. */
(() => {
  const { words, stem, infinitive, sound, distance, slip, telling, derived } = self.search;

  const MOST_LETTERS = 300; // more is not a question but a paste
  const MOST_WORDS = 40;
  const MOST_IN_PHRASE = 8;
  const MOST_KEPT = 500;
  const SATURATION = 3; // at this weight a word counts for half of what it can ever count
  const THROUGH = 0.8; // so sure a phrase is another name of a document, and finds what is about it as well
  const HEAD = 0.7;
  const ENDINGS = new Set(["s", "e", "en", "n", "t", "te", "ten", "ren", "er", "ers", "je", "jes", "ing", "ingen", "ende", "lijk", "lijke"]);
  // What a word begins with is a verb's, not a word by itself; what it ends in says no more than what kind of word it is.
  const BEFORE = new Set("aan achter af bekend binnen door in klaar langs mee na om onder op over rond terug toe uit vast voor voort vrij weg".split(" "));
  const AFTER = new Set("lijk lijks lijke lijkheid heid heden ing ingen eren erend baar loos schap".split(" "));
  const LEAST_MENDED = 8; // letters: of a shorter word it is not as sure
  const SLIP = 0.75; // how sure a word is that is one slip away
  const LEAST_OF_A_PIECE = 3.5; // letters, on average, of words that are written as one
  const SURE = 0.6; // a word that is found at least this surely needs no guessing

  /** Vocabulary that a typed word may mean: number -> how surely (0-1). Kept: with each key only the last word changes. */
  function meanings(index, word, isLast) {
    const key = isLast ? `${word} ` : word;
    if (index.kept.size > MOST_KEPT) index.kept.clear();
    if (!index.kept.has(key)) index.kept.set(key, findMeanings(index, word, isLast));
    return index.kept.get(key);
  }

  function findMeanings(index, word, isLast) {
    const found = new Map();
    const add = (numbers, sure) => {
      for (const number of numbers || []) if ((found.get(number) || 0) < sure) found.set(number, sure);
    };
    if (index.number.has(word)) add([index.number.get(word)], 1);
    for (const number of index.byStem.get(stem(word)) || []) add([number], derived(index.vocabulary[number]) === derived(word) ? 0.9 : 0.65);
    add(index.byInfinitive.get(stem(word)), 0.75);
    if (infinitive(word)) {
      add(index.byStem.get(stem(infinitive(word))), 0.8);
      add(index.byInfinitive.get(stem(infinitive(word))), 0.75);
    }
    const known = found.size > 0;
    addCompounds(index, word, isLast, add);
    if (!known && word.length > 3 && ![...found.values()].some((sure) => sure >= SURE && isLast)) {
      addMisspellings(index, word, add);
      addHalves(index, word, add);
    }
    return found;
  }

  /** Words that hold the typed word: as their beginning (it may not be finished yet), as their head, or inside. */
  function addCompounds(index, word, isLast, add) {
    if (word.length < 3) return;
    const root = stem(word);
    const inside = root.length > 4 ? root : word;
    index.vocabulary.forEach((other, number) => {
      if (other.startsWith(word)) {
        if (isLast) add([number], 0.35 + 0.45 * (word.length / other.length));
        else if (word.length > 4 && isPart(index, other.slice(word.length))) add([number], 0.35 + 0.25 * (word.length / other.length));
      } else if (word.length > 3 && other.length > word.length + 2 && (other.endsWith(word) || (root.length > 3 && stem(other).endsWith(root)))) {
        // The last part of a Dutch compound says what it is.
        const from = other.lastIndexOf(root.slice(0, 4));
        if (from > 0 && isPart(index, other.slice(0, from))) add([number], HEAD);
      } else if (inside.length > 5 && other.includes(inside) && isPart(index, other.slice(0, other.indexOf(inside)))) add([number], 0.4);
    });
  }

  /**
   * Whether what is left of a word, when another is taken away, is a word too: in 'onderwijs' and 'verslag' there is no 'wijs' and
   * no 'slag'. An ending is one as well; so is what more words of the site begin with (wijk-team).
   */
  function isPart(index, rest) {
    if (!index.parts.has(rest)) index.parts.set(rest, findPart(index, rest));
    return index.parts.get(rest);
  }

  function findPart(index, rest) {
    if (rest.length < 3) return rest.length === 0 || ENDINGS.has(rest);
    if (index.stop.has(rest)) return false;
    if (ENDINGS.has(rest)) return true;
    return ["", "s", "en", "n", "e"].some((link) => {
      if (!rest.endsWith(link)) return false;
      const bare = rest.slice(0, rest.length - link.length);
      if (bare.length < 3 || index.stop.has(bare)) return false;
      if (bare.length > 3) {
        if (index.number.has(bare) || index.byStem.has(stem(bare))) return true;
        if (new Set(index.vocabulary.filter((other) => other.startsWith(bare)).map((other) => other[bare.length])).size > 1) return true;
      }
      return index.phrases.has(bare); // last: in an index in parts it may not be here yet
    });
  }

  /** Words that sound the same, or are a slip of the finger away: one edit, two in a long word. */
  function addMisspellings(index, word, add) {
    if (word.length > 4) add(index.bySound.get(sound(word)), 0.85);
    if (word.length < 6) return; // another short word is nearly always another word
    const most = telling(word) > 8 ? 2 : 1;
    index.vocabulary.forEach((other, number) => {
      if (other.length < 5 || Math.abs(other.length - word.length) > most) return;
      if (word.length < 9 && (other[0] !== word[0] || !slip(word, other))) return;
      const edits = distance(word, other, most);
      if (edits <= most) add([number], edits === 1 ? SLIP : 0.55);
    });
  }

  /** Words that an unknown word begins with, when they are the greater part of it and the rest is a word too: jeugdzorgwerker. */
  function addHalves(index, word, add) {
    const least = Math.max(8, word.length * 0.55);
    index.vocabulary.forEach((other, number) => {
      if (other.length >= least && word.startsWith(other) && isTail(index, word.slice(other.length))) add([number], 0.55);
    });
  }

  /** Whether a word can end so: as it is inflected, or in a word of the site. In 'veiligheidsbril' there is none. */
  function isTail(index, rest) {
    return ["", "s", "en", "n", "e"].some((link) => {
      if (!rest.startsWith(link)) return false;
      const bare = rest.slice(link.length);
      return !bare || ENDINGS.has(bare) || (bare.length > 3 && (index.number.has(bare) || index.byStem.has(stem(bare))));
    });
  }

  /** Whether a word can be made of this: a word we know; a short one only when it is a name (lvb, nji, ex). */
  function knownPiece(index, piece, more) {
    if (piece.length > 2 && (index.stop.has(piece) || more.has(piece))) return true;
    return (piece.length > 3 && (index.number.has(piece) || index.byStem.has(stem(piece)))) || index.phrases.has(piece);
  }

  /**
   * A word as the fewest known words it is made of, or null: huiselijkgeweldmelden, jeugdbeschermingamsterdam.
   * Between two of them a letter that only links may stand (veiligheid-s-plan).
   */
  function pieces(index, word, more) {
    const best = [{ cost: 0, list: [] }];
    for (let from = 0; from < word.length; from += 1) {
      if (!best[from]) continue;
      for (let to = from + 2; to <= word.length; to += 1) {
        const piece = word.slice(from, to);
        const inside = from > 0 && to < word.length && index.stop.has(piece); // regie-in-een-gezin
        if (!inside && ((to === word.length && AFTER.has(piece)) || !knownPiece(index, piece, more))) continue;
        const cost = best[from].cost + 1 + (piece.length < 4 ? 0.5 : 0);
        const reach = { cost, list: [...best[from].list, piece] };
        for (const link of ["", "s", "en", "n", "e"]) {
          const at = to + link.length;
          const through = cost + (link ? 0.4 : 0);
          if (link && (at >= word.length || !word.startsWith(link, to))) continue;
          if (!best[at] || best[at].cost > through) best[at] = { ...reach, cost: through };
        }
      }
    }
    const whole = best[word.length];
    if (!whole || whole.list.length < 2) return null;
    if (whole.list.length === 2 && BEFORE.has(whole.list[0])) return null;
    const telling = whole.list.filter((piece) => !index.stop.has(piece));
    const letters = telling.reduce((sum, piece) => sum + piece.length, 0);
    if (letters / telling.length < LEAST_OF_A_PIECE) return null; // of small pieces any word can be made
    // A function word and one other make a different word: weer-bericht. Not so more of them: te-veel-hulpverleners.
    return telling.length > 1 || (whole.list.length > 2 && letters >= LEAST_MENDED) ? whole.list : null;
  }

  /** Whether a word means something as it is: inflected, begun, or a slip of the finger away. */
  function looksKnown(index, word) {
    if (index.vocabulary.some((other) => other.startsWith(word))) return true;
    return [...meanings(index, word, false).values()].some((sure) => sure >= 0.7) || index.phrases.has(word);
  }

  const NONE = new Set();

  /** A name of several words that is written as one, in those words: blauweplekken. */
  function written(index, word) {
    const phrase = index.number.has(word) ? undefined : index.phrases.get(word);
    return phrase ? words(phrase.text) : [word];
  }

  /** The words of the query, with words that nobody wrote apart taken apart; also into words of `more`. */
  function apart(index, all, more = NONE) {
    return all.flatMap((word) => {
      if (word.length < 7 || index.stop.has(word) || looksKnown(index, word)) return [word];
      const list = pieces(index, word, more)?.flatMap((piece) => written(index, piece));
      const small = (piece) => index.everyday.has(piece) || index.light.has(piece) || index.stop.has(piece);
      return list && !(list.length === 2 && list.every(small)) ? list : [word]; // huiswerk is no work on houses
    });
  }

  /**
   * Words that are one slip away from one word of the site, as that word: then they are part of a name as well.
   * `begun`: the last word may not be finished.
   */
  function mended(index, all, begun) {
    return all.map((word, at) => {
      if (word.length < LEAST_MENDED || /\d/.test(word) || [...meanings(index, word, false).values()].some((sure) => sure > SLIP)) return word;
      if (begun && at === all.length - 1 && index.vocabulary.some((other) => other.startsWith(word))) return word;
      if (index.phrases.has(word)) return word;
      const near = [...meanings(index, word, false)].filter(([, sure]) => sure >= SLIP).map(([number]) => index.vocabulary[number]);
      return new Set(near.map(stem)).size === 1 ? near[0] : word;
    });
  }

  /** How well each document answers one word: document -> score; and how rare the word is. */
  function scores(index, found) {
    const weights = new Map();
    for (const [number, sure] of found) {
      for (const [document, heavy] of index.places(number)) {
        const [best, sum, surest] = weights.get(document) || [0, 0, 0];
        weights.set(document, [Math.max(best, sure * heavy), sum + sure * heavy, Math.max(surest, sure)]);
      }
    }
    const rarity = Math.log(1 + index.documents.length / (0.5 + weights.size));
    const result = new Map();
    const sures = new Map();
    for (const [document, [best, sum, surest]] of weights) {
      sures.set(document, surest);
      const weight = best + 0.2 * (sum - best);
      result.set(document, (rarity * weight) / (weight + SATURATION));
    }
    return { result, rarity, sures };
  }

  function raise(map, key, value) {
    if ((map.get(key) || 0) < value) map.set(key, value);
  }

  /** Documents in which all the words stand (exact or inflected): document -> lowest score of the words. */
  function together(index, list) {
    let all = null;
    for (const word of list) {
      if (all && !all.size) break;
      const found = new Map();
      if (index.number.has(word)) found.set(index.number.get(word), 1);
      for (const number of index.byStem.get(stem(word)) || []) raise(found, number, 0.9);
      const { result } = scores(index, found);
      all = all === null ? result : new Map([...all].filter(([d]) => result.has(d)).map(([d, s]) => [d, Math.min(s, result.get(d))]));
    }
    return all || new Map();
  }

  /** The phrases that words `from` to `to` are: spelt so, or, when that is no name of an entry, inflected otherwise. */
  function phrasesAt(index, all, from, to) {
    const span = all.slice(from, to);
    const exact = index.phrases.get(span.join(""));
    const found = exact ? [[exact, 1]] : [];
    const names = exact && [...exact.targets.values()].some((sure) => sure >= THROUGH);
    if (names || index.stop.has(span[0]) || index.stop.has(span[span.length - 1])) return found;
    const inflected = index.phrases.get(`~${span.filter((word) => !index.stop.has(word)).map(stem).join("")}`);
    return inflected ? [...found, [inflected, 0.85]] : found;
  }

  /** Phrases that begin with the letters typed, or else the one spelt almost so; however they are divided into words. */
  function phrasesLike(index, all) {
    const key = all.join("");
    const most = key.length > 11 ? 2 : key.length > 6 ? 1 : 0;
    const long = all.length > 1 && key.length > 7;
    if (!most && !long) return [];
    const begun = [];
    let best = null;
    let least = most + 1;
    for (const [other, phrase] of index.phrases.like(key, most, long)) {
      if (other[0] === "~") continue;
      if (long && other.startsWith(key)) begun.push([phrase, 0.5 + 0.4 * (key.length / other.length)]);
      else if (most > 0) {
        const edits = distance(key, other, least - 1);
        if (edits < least) [best, least] = [phrase, edits];
      }
    }
    if (best) begun.push([best, 0.9 - 0.1 * least]);
    return begun;
  }

  const content = (index, all, from, to) => all.slice(from, to).filter((word) => !index.stop.has(word)).length;

  /** Every phrase in the query: {from, to, phrase, sure}, the longest first; none inside one that tells more. */
  function phrases(index, all) {
    const found = [];
    for (let size = Math.min(all.length, MOST_IN_PHRASE); size > 0; size -= 1) {
      for (let from = 0; from + size <= all.length; from += 1) {
        if (size === 1 && index.stop.has(all[from])) continue;
        const telling = content(index, all, from, from + size);
        if (found.some((other) => other.from <= from && from + size <= other.to && other.telling > telling)) continue;
        for (const [phrase, sure] of phrasesAt(index, all, from, from + size)) {
          found.push({ from, to: from + size, telling, phrase, sure });
        }
      }
    }
    if (!found.some(({ from, to }) => to - from === all.length)) {
      for (const [phrase, sure] of phrasesLike(index, all)) found.push({ from: 0, to: all.length, phrase, sure });
    }
    return found;
  }

  /** The documents a phrase means, and those about what it means: document -> how surely. */
  function meant(index, phrase) {
    const found = new Map();
    for (const [document, sure] of phrase.targets) {
      raise(found, document, sure);
      if (sure < THROUGH) continue;
      for (const other of index.related[document] || []) raise(found, other, 0.5 * sure);
    }
    return found;
  }

  self.search.match = { looksKnown, meanings, apart, mended, scores, together, phrases, meant, raise, MOST_LETTERS, MOST_WORDS, THROUGH };
})();

"use strict";
/* Documents in order: what every word of the query says, taken together. */
(() => {
  const { words, stem, distance, match } = self.search;
  const { meanings, apart, scores, together, phrases, meant, raise } = match;

  // Of the query's weight; below it, a document is about something else. In a sentence not every word matters.
  const ENOUGH = 0.5;
  const ENOUGH_OF_A_SENTENCE = 0.34;
  const FEW = 3; // words: a query of so many is no sentence yet
  const LITTLE = 0.12; // of the best score; below it, a result is not worth reading. A name hit far above the rest
  // does not count for the best: who types 'kindermishandeling' wants more than its definition
  const LEAST_BEST = 0.08; // a best result below this shares a word by chance
  const FAINT = 0.25; // and one below this too, unless somebody said nearly the same
  const DOUBTFUL = 0.4; // a best result below this may be about something else: what is nearest is shown and no more
  const ALIKE = 0.6; // so near is nearly the same
  const SOMEWHAT = 0.4; // of a query: more of it in words of the street or another language, and how well it is found by words says little
  const SAID = 0.8; // what people say so nearly as this, is about what they say it of, whatever its words are
  const MOST = 60;
  const NAMES = 1.4;
  const NAME = 0.9;
  const CODE = 1000; // above all that words can give
  const LIGHT = 0.3; // how much a word of questions counts beside other words
  const SPOKEN = 0.18; // how much a sentence counts beside the best of the words
  const GROWTH = 2; // the more, the longer it is
  const ASKED = 0.9; // at most, when it asks about the work: then the words that name it count as well
  const NEAR = 0.5; // and so near, what is told nearest to it stands second at least
  const OTHERS = 0.7; // of a word that says nothing by itself: sentences are full of them
  const UNSAID = 0.8; // and what it would find in other words, counts for less
  const SAME = 0.94; // so near, in more than who it is about and in all that is said, a sentence is said again: it counts at least as much as its words
  const STRANGE = 2; // what words that the site does not hold mean, is all there is to go by
  const POWER = 1.5;
  const CREDIT = 0.15; // a word that is found less surely than the rest answers less of the query
  const EVIDENCE = 1.9; // what a sentence must share besides who it is about
  const SOME_EVIDENCE = 0.6; // with only this much, what is nearest is shown and no more
  const FEW_RESULTS = 3;
  const SHARE = 0.34;
  const TELLING = 3; // how heavily a word counts that stands in a name
  const HALF = 0.5; // of what a word can ever count: so much it counts where it stands in a name
  const MOST_OF_IT = .75;
  const SHORT = 5; // words: more is a sentence, which may be made of small words only
  const WHOLE = 0.7; // so much of a query names something: it is a name, perhaps misspelt
  const SURELY = 0.7; // a word that is found less surely than this is a guess

  const OWN = new Set("ik we wij ons me mij mijn mn".split(" "));

  const clean = (query) => words(query.slice(0, match.MOST_LETTERS)).slice(0, match.MOST_WORDS);

  /** Words that the site does not hold, in the words it does: another language, the street. */
  function translated(index, known, all) {
    return all.flatMap((word) => {
      if (index.stop.has(word) || everyday(known, word) || match.looksKnown(index, word)) return [word];
      const [meant] = self.search.meaning.matches(known.patterns, [word], 0, false);
      if (meant) return words(meant.what);
      return known.fillers.has(word) && all.length > 1 ? [] : [word];
    });
  }

  /** Whether a word by itself is what something that explains is called: such a word is what a query is about. */
  const names = (index, word) => {
    const phrase = index.phrases.get(word);
    return Boolean(phrase) && [...phrase.targets].some(([document, sure]) => sure >= NAME && index.documents[document].explains);
  };

  /** What each word of the query says: {word, result: document -> score, rarity, found}. */
  function readings(index, all, finished) {
    const content = all.map((word, at) => ({ word, at })).filter(({ word }) => !index.stop.has(word) && (word.length > 1 || /\d/.test(word)));
    const chosen = content.length ? content : all.map((word, at) => ({ word, at }));
    return chosen.map(({ word, at }) => {
      const found = new Map(meanings(index, word, at === all.length - 1 && !finished));
      const { result, rarity: rare, sures } = scores(index, found);
      const naming = chosen.length > 1 && names(index, word) ? NAMES : 1;
      const rarity = naming * rare;
      if (naming > 1) for (const [document, score] of result) result.set(document, naming * score);
      const light = chosen.length > 1 && index.light.has(word) ? LIGHT : 1;
      if (light < 1) for (const [document, score] of result) result.set(document, light * score);
      return { word, at, found, result, sures, rarity: light * (result.size ? rarity : Math.log(1 + 2 * index.documents.length)) };
    });
  }

  /** Two words that make one: 'ouderen mishandeling' says what 'ouderenmishandeling' says. */
  function join(index, read) {
    for (let at = 0; at + 1 < read.length; at += 1) {
      const [left, right] = [read[at], read[at + 1]];
      for (const link of ["", "s", "en", "n", "e"]) {
        const word = left.word + link + right.word;
        if (right.at !== left.at + 1 || !index.number.has(word)) continue;
        const { result, rarity } = scores(index, meanings(index, word, false));
        const usual = Math.min(1, Math.max(left.rarity, right.rarity) / rarity); // a rare way of writing says no more than the usual one
        for (const reading of [left, right]) {
          for (const [document, score] of result) raise(reading.result, document, 0.95 * usual * score);
          reading.found.set(index.number.get(word), 1);
        }
      }
    }
  }

  /** The better of what the words and the phrase say, and a little of the other: two that tie by name differ in text. */
  function strengthen(result, document, score) {
    const before = result.get(document) || 0;
    result.set(document, Math.max(before, score) + 0.25 * Math.min(before, score));
  }

  /** Lets phrases speak for the words they are made of. Gives documents -> how much of the query names them. */
  function name(index, read, all) {
    const named = new Map();
    const most = Math.log(1 + index.documents.length);
    for (const { from, to, phrase, sure } of phrases(index, all)) {
      const inside = read.filter(({ at }) => at >= from && at < to);
      const whole = inside.length === read.length;
      for (const [document, how] of meant(index, phrase)) {
        for (const reading of inside) {
          strengthen(reading.result, document, (whole && how >= match.THROUGH ? most : 1.2 * reading.rarity) * sure * how);
        }
        raise(named, document, (sure * how * Math.max(1, inside.length)) / read.length);
      }
      for (const kind of phrase.kinds) {
        const { result } = scores(index, meanings(index, kind, false));
        for (const reading of inside) for (const [document, score] of result) raise(reading.result, document, 0.85 * score);
      }
      for (const [document, how] of phrase.targets) {
        if (how < match.THROUGH || !index.documents[document].explains) continue;
        const about = together(index, words(index.documents[document].title).filter((word) => !index.stop.has(word)));
        for (const reading of inside) for (const [other, score] of about) raise(reading.result, other, 0.75 * sure * score);
      }
    }
    return named;
  }

  /** One result per entry: the entry itself, or the part of it that answers clearly better. */
  function perEntry(index, scored) {
    const best = new Map();
    for (const [document, score] of scored) {
      const { owner } = index.documents[document];
      const entry = owner < 0 ? document : owner;
      const worth = owner < 0 ? score : 0.9 * score;
      if (!best.has(entry) || best.get(entry).score < worth) best.set(entry, { entry, document, score: worth });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || a.entry - b.entry);
  }

  /**
   * The documents that answer a query, best first: {results: [{entry, document, score}], marks: words to mark, danger}.
   * While somebody types, the last word may not be finished. There are at most `most` results.
   */
  function search(index, query, finished, most = MOST) {
    const whole = clean(query);
    const numbered = byNumber(index, whole);
    const part = numbered.size ? null : partNumber(index, whole);
    let typed = part ? whole.filter((_, at) => at !== part.at && at !== part.at + 1) : whole;
    const heard = index.dutch && self.search.tells(index, typed) ? (index.wide && self.search.strange(index, typed) ? index.wide : index.dutch) : null;
    let danger = false;
    if (heard) {
      const { dangerous } = self.search.danger;
      typed = self.search.sentences.spelt(index, heard, typed);
      const pieces = typed.map((word) => (heard.danger.words.has(word) ? [word] : apart(index, [word], index.sentences.words)));
      // Of a word that is made of two, the last says what it is: a brandbrief is a brief.
      danger = [typed, self.search.meaning.whole(typed), pieces.flatMap((list) => (list.length === 2 ? list.slice(1) : list))].some((said) => dangerous(heard.danger, said));
      typed = pieces.flat();
    }
    const unfinished = !finished && !/\s$/.test(query);
    const all = match.mended(index, apart(index, heard ? translated(index, heard.known, typed) : typed), unfinished);
    if (!all.length) return { results: [], marks: new Set(), danger };
    const read = readings(index, all, !unfinished);
    join(index, read);
    const named = name(index, read, all);
    const nearest = heard ? self.search.sentences.nearest(index, heard.known, typed) : null;
    const near = nearest && nearest.found.length && nearest.evidence >= SOME_EVIDENCE ? nearest.found[0][1] : 0;
    if (heard && !numbered.size && near < SAID && Math.max(0, ...named.values()) < WHOLE && elsewhere(index, heard.known, typed, read, near)) {
      return { results: [], marks: new Set(), danger };
    }
    const scored = byWords(index, read, named);
    if (heard) bySentence(index, heard.known, typed, named, scored, nearest);
    if (part) withinNamed(index, part.number, scored);
    for (const [document, score] of numbered) scored.set(document, score);
    const results = perEntry(index, scored);
    const lowest = typed.some((word) => unsure(index, word)) && nearest && near < ALIKE && nearest.strange <= SOMEWHAT ? FAINT : LEAST_BEST;
    const certain = results.length ? results[0].score / Math.log(1 + index.documents.length) : 0;
    if (results.length && certain < lowest) return { results: [], marks: new Set(), danger };
    const least = results.length ? LITTLE * Math.min(results[0].score, 2.5 * results[Math.min(2, results.length - 1)].score) : 0;
    return { results: results.filter(({ score }) => score >= least).slice(0, heard && certain < DOUBTFUL && near < ALIKE ? FEW_RESULTS : most), marks: marks(index, read), danger };
  }

  /** Whether a word that was typed is on this site by a guess only; a sentence written as one word is known by its words. */
  const unsure = (index, word) => !index.stop.has(word) && apart(index, [word]).length < 3 && ![...meanings(index, word, false).values()].some((sure) => sure >= SURELY);

  const everyday = (known, word) => known.everyday.has(word) || known.everyday.has(stem(word));

  /** Whether a word is found surely, where it is more than a word in passing: in a name, in words that editors chose. */
  const tells = (index, found) => [...found].some(([number, sure]) => sure >= SURELY && index.places(number).some(([, heavy]) => heavy >= TELLING));

  /**
   * Whether a query is about something else: a word that is nowhere here, beside words that are said of anything (veilig, plan,
   * kaart). An act is said of somebody: 'trouwen in las vegas' is of nobody.
   */
  function elsewhere(index, known, typed, read, near) {
    const slots = self.search.meaning.slots(known, typed);
    const spoken = typed.some((word) => known.persons.has(word) || (index.stop.has(word) && !known.links.has(word)));
    const somebody = spoken || slots.some(({ role }) => role);
    const acts = slots.filter(({ role, meanings }) => meanings.length && !role);
    const clear = acts.filter(({ spots }) => !spots.every((at) => everyday(known, typed[at]))).length;
    // Who speaks of nobody but themselves may mean their roof.
    const told = near >= ALIKE || slots.some(({ role }) => role) || typed.some((word) => known.persons.has(word) && !OWN.has(word));
    if ((acts.length && spoken && told) || (somebody ? clear : clear > 1)) return false;
    if (acts.some(({ spots }) => known !== index.dutch.known && !self.search.meaning.matches(index.dutch.known.patterns, typed, spots[0], true).length)) return false;
    const acting = new Set(acts.flatMap(({ spots }) => spots.map((at) => typed[at])));
    let strangers = 0;
    let telling = 0;
    let naming = 0;
    for (const { word, found } of read) {
      const surely = [...found.values()].some((sure) => sure >= SURELY);
      if (known.fillers.has(word) || self.search.meaning.isRole(known, word) || (everyday(known, word) && surely)) continue;
      if (/\d/.test(word) || (somebody && index.sentences.holders.has(stem(word)))) return false;
      if (!everyday(known, word) && tells(index, found)) {
        telling += 1;
        if ([...found].some(([number, sure]) => sure >= SURELY && names(index, index.vocabulary[number]))) naming += 1;
      }
      else if (!surely && (everyday(known, word) || !acting.has(word))) strangers += 1;
    }
    if (naming) return !somebody && strangers > 1 && strangers > telling; // stalking horse racing
    if (telling) return !somebody && strangers >= telling; // overdracht auto
    if (strangers || typed.length > SHORT) return strangers > 0;
    // Said of anything, but together they name something here.
    const together = new Map();
    for (const { result, rarity } of read) for (const [document, score] of result) if (score >= HALF * rarity) together.set(document, (together.get(document) || 0) + 1);
    return Math.max(0, ...together.values()) < Math.max(Math.min(2, read.length), read.length * MOST_OF_IT);
  }

  /** What the words say, each by itself: document -> score, for those that answer enough of the query. */
  function byWords(index, read, named) {
    const total = read.reduce((sum, { rarity }) => sum + rarity, 0);
    const enough = read.length > FEW ? ENOUGH_OF_A_SENTENCE : ENOUGH;
    const scored = new Map();
    for (const { result } of read) for (const document of result.keys()) scored.set(document, 0);
    for (const document of scored.keys()) {
      let sum = 0;
      let covered = 0;
      for (const { result, rarity, sures } of read) {
        if (!result.has(document)) continue;
        sum += result.get(document);
        covered += (rarity / total) * Math.min(1, CREDIT + (sures.has(document) ? sures.get(document) : 1));
      }
      const naming = named.get(document) || 0;
      if (covered < enough && naming < 0.25) scored.delete(document);
      else {
        const { alone, withMore } = index.documents[document];
        const likely = naming > 0.7 || read.length === 1 ? alone : withMore;
        scored.set(document, sum * (0.1 + 0.9 * covered ** 2) * (1 + 0.6 * naming) * likely);
      }
    }
    return scored;
  }

  /** Whether somebody asks about the work, and tells of nobody: 'wie heeft de regie', 'hoe herken ik dwang'. */
  const asks = (known, typed) => known.questions.has(typed[0]) && !typed.some((word) => known.persons.has(word) && !known.self.has(word));

  /** What people say in sentences: the nearer to one of those of a document, the more it counts beside single words. */
  function bySentence(index, known, typed, named, scored, { size, others, strange, evidence, found }) {
    const most = Math.max(1, ...scored.values());
    // One or two words are a subject, and a subject that is named is meant; only a sentence tells a situation.
    const length = size + OTHERS * Math.min(others, 6);
    const subject = Math.max(0, ...named.values()) / (1 + others / 2);
    const asked = asks(known, typed);
    const spoken = Math.min(asked ? ASKED : Infinity, Math.max(SPOKEN * length ** GROWTH * (1 - subject), STRANGE * strange));
    if (evidence < SOME_EVIDENCE) return;
    const telling = typed.filter((word) => !index.stop.has(word) && !known.fillers.has(word)).length;
    const again = !others && strange <= SOMEWHAT && telling <= size && evidence >= EVIDENCE && subject < WHOLE && !asked && found.length && found[0][1] >= SAME ? 1 : 0;
    for (const [document, score] of scored) scored.set(document, score * (1 - UNSAID * strange));
    for (const [document, near] of evidence < EVIDENCE ? found.slice(0, FEW_RESULTS) : found) {
      if (near < SHARE) break;
      const likely = others || (again && near >= SAME) ? 1 : index.documents[document].alone;
      scored.set(document, (scored.get(document) || 0) + most * Math.max(spoken, again) * near ** POWER * likely);
    }
    if (asked && found.length && found[0][1] >= NEAR) {
      const [, second] = [...scored.values()].sort((a, b) => b - a);
      scored.set(found[0][0], Math.max(scored.get(found[0][0]), second || 0));
    }
  }

  /** What numbers in a query may be: `after(at)` the one that follows a word, 'de derde' the one before it. */
  function numbering(index, all) {
    const { counting, ordinals, signs } = index.named;
    const counted = (word) => (/^\d{1,4}$/.test(word || "") ? Number(word) : counting.indexOf(word));
    const after = (at) => counted(signs.has(all[at + 1]) ? all[at + 2] : all[at + 1]);
    return { counted, after, around: (at) => Math.max(after(at), ordinals.indexOf(all[at - 1])) };
  }

  const singular = (word) => stem(word).replace(/s$/, "");

  /** The part of an entry with this number, or -1. */
  const partOf = (index, entry, number) => index.documents.findIndex(({ owner, path }) => owner === entry && path.replace(/.*#\D*/, "") === String(number));

  /** A code stands above everything, however it is said: s03, S 3, instrument 27, de derde bouwsteen, aspect 2 van standaard 3. */
  function byNumber(index, all) {
    const { kinds } = index.named;
    const { counted, after, around } = numbering(index, all);
    const part = partNumber(index, all);
    const scored = new Map();
    all.forEach((word, at) => {
      for (const [name, letter, width] of kinds) {
        let number = -1;
        if (word.startsWith(letter) && /^\d+$/.test(word.slice(letter.length))) number = counted(word.slice(letter.length));
        else if (word === letter) number = /^\d/.test(all[at + 1]) ? after(at) : -1;
        else if (word.endsWith(name)) number = around(at);
        const document = number < 0 ? undefined : self.search.coded(index, letter + String(number).padStart(width, "0"));
        if (document === undefined) continue;
        scored.set(document, CODE);
        const within = part ? partOf(index, document, part.number) : -1;
        if (within >= 0) scored.set(within, 2 * CODE);
      }
    });
    if (!scored.size) listed(index, all, around).forEach((document) => scored.set(document, CODE));
    return scored;
  }

  /** The number of a part of an entry, and where it is typed: aspect 2. */
  function partNumber(index, all) {
    const { after } = numbering(index, all);
    const named = (word) => index.named.kinds.some(([, , , name]) => name && word.startsWith(name));
    return all.map((word, at) => ({ at, number: named(word) ? after(at) : -1 })).find(({ number }) => number > 0) || null;
  }

  /** Parts of an entry whose title counts them: 'verbeterpunt 6' of 'Zes verbeterpunten', 'inspectiethema 2' of "Vier thema's". */
  function listed(index, all, around) {
    if (!all.some((_, place) => around(place) > 0)) return [];
    return index.documents.flatMap(({ title, owner }, entry) => {
      const [count, name] = words(title);
      if (owner >= 0 || !name || index.named.counting.indexOf(count) < 1) return [];
      const at = all.findIndex((word, place) => singular(word).endsWith(singular(name)) && around(place) > 0);
      const part = at < 0 ? -1 : partOf(index, entry, around(at));
      return part < 0 ? [] : [part];
    });
  }

  /** 'aspect 2 van informatie delen': that part of what the other words name best. */
  function withinNamed(index, number, scored) {
    const best = [...scored].filter(([document]) => partOf(index, document, number) >= 0).sort((a, b) => b[1] - a[1])[0];
    if (best) scored.set(partOf(index, best[0], number), CODE);
  }

  function marks(index, read) {
    const found = new Set();
    for (const reading of read) for (const [number, sure] of reading.found) if (sure >= 0.4) found.add(index.vocabulary[number]);
    return found;
  }

  /** Names on the site that look most like what was typed, for a query that finds nothing; each of them is found. */
  function suggestions(index, query) {
    const typed = clean(query);
    const near = new Map();
    const telling = typed.filter((word) => word.length > 3 && !index.stop.has(word));
    for (const key of new Set([typed.join(""), ...telling])) {
      for (const [other, text] of self.search.names(index)) {
        if (other.length < 4) continue;
        const longest = Math.max(key.length, other.length);
        const alike = 1 - distance(key, other, Math.floor(longest * 0.45)) / longest;
        if (alike >= 0.55 && (near.get(text) || 0) < alike) near.set(text, alike);
      }
    }
    const best = [...near].sort((a, b) => b[1] - a[1]).map(([text]) => text).slice(0, 8);
    // Of a query that is about something else, each word that is known here may still be meant.
    if (typed.length > 1) best.unshift(...telling.filter((word) => index.number.has(word) && !best.includes(word)));
    return best.filter((text) => search(index, text, true).results.length).slice(0, 3);
  }

  self.search.clean = clean;
  self.search.search = search;
  self.search.suggestions = suggestions;
})();

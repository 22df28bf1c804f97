"use strict";
/*
 * The index, opened: documents, the words they hold, and the phrases that name them. Written by search/pack.py.
 * Of a large site it comes in parts (search/apart.py). Whoever asks for what is not here yet gets nothing, and which file it is in
 * stands in `absent`: an answer counts when nothing was absent, else the files are taken and it is made again.
 */
(() => {
  const { words, stem, infinitive, sound, distance } = self.search;

  // How sure it is that a phrase means a document. A part of an entry is found by its title, but the entry comes first.
  const TITLE = 1;
  const NAME = 0.95;
  const THESAURUS = 0.85;
  const SHORT_TITLE = 0.85;
  const PART_TITLE = 0.75;
  const KEYWORD = 0.6;
  const PARTS = 0.6; // how much the words of a part count for the whole
  const MOST_OF_A_PART = 2;
  const [LONGER, ALONE] = [1, 2]; // how a word begins phrases
  const LONGEST_SMALL = 12; // letters of a word that says nothing

  /** The words: each is written as how many letters it shares with the one before it, and its other letters. */
  function unfolded(data) {
    const found = [];
    for (const [, shared, rest] of data.vocabulary.matchAll(/([A-Z])([^A-Z]*)/g)) {
      const before = found.length ? found[found.length - 1] : "";
      found.push(before.slice(0, data.shared.indexOf(shared)) + rest);
    }
    return found;
  }

  /**
   * For each word of a run [[document, weight], ...]: the places of a word are told apart by spaces, all weights follow each other.
   * What a part holds counts for its whole as well.
   */
  function postings({ digits, least, step }, { places, weights }, documents) {
    const value = new Map([...digits].map((digit, at) => [digit, at]));
    let weight = 0;
    return places.split(" ").map((written) => {
      const found = new Map();
      let document = -1;
      let delta = 0;
      for (const digit of written) {
        const number = value.get(digit);
        delta = delta * 32 + (number % 32);
        if (number < 32) {
          document += delta;
          delta = 0;
          found.set(document, least * step ** value.get(weights[weight]));
          weight += 1;
        }
      }
      for (const [part, heavy] of [...found]) {
        const { owner } = documents[part];
        if (owner >= 0) found.set(owner, (found.get(owner) || 0) + PARTS * Math.min(heavy, MOST_OF_A_PART));
      }
      return [...found];
    });
  }

  /** Documents, and the parts of them, whose address is only an anchor. */
  function documentsOf(data) {
    const [kinds, paths, titles, codes] = data.documents;
    let owner = -1;
    return kinds.map((kind, number) => {
      const part = paths[number][0] === "#";
      if (!part) owner = number;
      const [label, , alone, withMore, explains] = data.kinds[kind];
      return {
        kind, label, alone, withMore, explains: explains === 1, title: titles[number], code: codes[number],
        path: part ? paths[owner] + paths[number] : paths[number], owner: part ? owner : -1,
      };
    });
  }

  function grouped(list, keyOf) {
    const groups = new Map();
    list.forEach((item, number) => {
      const key = keyOf(item);
      if (groups.has(key)) groups.get(key).push(number);
      else groups.set(key, [number]);
    });
    return groups;
  }

  /** Shorter titles in a title: before a colon, full stop or bracket; between quotes; an abbreviation in brackets. */
  function shorter(title) {
    const inside = [...title.matchAll(/\(([^)]*[A-Z0-9]{2}[^)]*)\)|'([^']{5,60})'/g)].map((match) => match[1] || match[2]);
    const parts = [...title.split(/[(:?!]|\.\s/, 1), ...inside];
    return parts.map((part) => part.trim()).filter((part) => part && part !== title && words(part).length);
  }

  const TITLES = 0;
  const SURE = [TITLE, NAME, KEYWORD]; // of the sorts of phrases

  /** The phrases that an index tells itself, as its parts tell them: [sort, document, place among its own, text]. */
  function phrasesHere(data, titles) {
    const named = [data.names || {}, data.keywords || {}].flatMap((texts, sort) => (
      Object.keys(texts).flatMap((document) => texts[document].split(" | ").map((text, at) => [sort + 1, Number(document), at, text]))
    ));
    return [...titles.flatMap((title, document) => (title ? [[TITLES, document, 0, title]] : [])), ...(data.phrases || []), ...named];
  }

  /** Under which keys a text is found: as its letters, and (~) as the stems of its telling words. */
  function keys(stop, text) {
    const all = words(text);
    return [all.join(""), `~${all.filter((word) => !stop.has(word)).map(stem).join("")}`].filter((key) => key.replace("~", "").length > 1);
  }

  /** Adds phrases to those that are given: {order, document, part, kinds, names: [[key, text, how surely], ...]}. */
  function give(index, part, phrases) {
    for (const [sort, document, at, text] of phrases) {
      const whole = index.documents[document].owner < 0;
      const titled = sort === TITLES;
      const names = [[text, titled && !whole ? PART_TITLE : SURE[sort]], ...(titled && whole ? shorter(text).map((one) => [one, SHORT_TITLE]) : [])];
      index.given.push({
        order: [sort, document, at], document, part, kinds: [],
        names: names.flatMap(([one, sure]) => keys(index.stop, one).map((key) => [key, one, sure])),
      });
    }
  }

  /** The same of the thesaurus: after all others, and here from the start. */
  function giveLeads(index) {
    index.leads.forEach(([texts, documents, kinds], order) => {
      for (const text of texts.split("|")) {
        const names = keys(index.stop, text).map((key) => [key, text, THESAURUS]);
        for (const document of kinds ? [...documents, null] : documents) {
          index.given.push({ order: [SURE.length, order, 0], document, part: -1, kinds: document === null ? kinds : [], names });
        }
      }
    });
  }

  /** Key -> {text, targets: document -> how surely, kinds, parts: where it was told}. */
  function phrasesOf(given) {
    const phrases = new Map();
    given.sort(({ order: a }, { order: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    for (const { document, part, kinds, names } of given) {
      for (const [key, text, sure] of names) {
        let phrase = phrases.get(key);
        if (!phrase) phrases.set(key, (phrase = { text, targets: new Map(), kinds, parts: new Set() }));
        phrase.parts.add(part);
        if (document !== null) phrase.targets.set(document, Math.max(phrase.targets.get(document) || 0, sure));
      }
    }
    return phrases;
  }

  /** Puts a part of an index in its place. */
  function take(index, number, part) {
    postings(index.written, part, index.documents).forEach((places, at) => index.postings.set(index.bounds[number] + at, places));
    if (index.divided) give(index, number, part.phrases);
    tell(index, part.about || {});
    index.here.add(number);
    index.book = null;
    index.kept.clear();
    index.parts.clear();
  }

  /** What is known of documents before their texts are here. */
  function tell(index, about) {
    for (const document of Object.keys(about)) {
      const [title, related] = about[document];
      index.documents[document].title = title;
      index.related[document] = related;
    }
  }

  /** Which part a word is in. */
  function partOf({ bounds }, number) {
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (bounds[middle] <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Whether a part is here; if it is not, that it should come. */
  function has(index, number) {
    if (!index.here.has(number)) index.absent.add(`deel-${number}`);
    return index.here.has(number);
  }

  /** What a file holds that few queries need, or `none` as long as it is not here. */
  function file(index, name, none) {
    if (!index.files.has(name)) index.absent.add(name);
    return index.files.has(name) ? index.files.get(name) : none;
  }

  /** The places in a key where a phrase may begin that is told by its first telling word: after words that say nothing. */
  function beginnings({ stop, letters }, key, stems) {
    const found = [0];
    for (const from of found) {
      for (let to = from + 1; to <= key.length && to - from <= LONGEST_SMALL; to += 1) {
        const word = key.slice(from, to);
        if (!found.includes(to) && ((!stems && stop.has(word)) || (word.length === 1 && letters.includes(word)))) found.push(to);
      }
    }
    return found;
  }

  /** The words under which a phrase with this key would be told, or one that is `near` it. */
  function heads(index, key, near) {
    const stems = key[0] === "~";
    const text = stems ? key.slice(1) : key;
    const found = [];
    for (const from of beginnings(index, text, stems)) {
      for (let to = from + 2; to <= text.length; to += 1) {
        const word = text.slice(from, to);
        const numbers = stems ? index.byStem.get(word) || [] : index.number.has(word) ? [index.number.get(word)] : [];
        const how = near ? LONGER | ALONE : to < text.length ? LONGER : ALONE;
        found.push(...numbers.filter((number) => index.begins[number] & how));
      }
    }
    return found;
  }

  /** The words that begin phrases and are nearly what a key begins with; of a short word a slip makes another. */
  function nearly(index, key, most) {
    const found = [];
    index.vocabulary.forEach((word, number) => {
      const slips = Math.min(most, word.length < 5 ? 0 : word.length < 8 ? 1 : 2);
      if (!slips || index.begins[number] === "0" || ![0, 1].some((at) => word[at] === key[0] || word[at] === key[1])) return;
      for (let length = word.length - slips; length <= word.length + slips && length <= key.length; length += 1) {
        if (distance(word, key.slice(0, length), slips) > slips) continue;
        found.push(number);
        return;
      }
    });
    return found;
  }

  /** The phrases of the parts that are here. `get` gives the one with this key, `like` those that may be nearly it. */
  function phrasesIn(index) {
    const book = () => (index.book = index.book || phrasesOf(index.given));
    const get = (key) => {
      if (index.divided) heads(index, key).forEach((number) => has(index, partOf(index, number)));
      return book().get(key);
    };
    return {
      get,
      has: (key) => get(key) !== undefined,
      all: () => book(),
      like(key, most, long) {
        if (!index.divided) return book();
        const parts = new Set([...heads(index, key, true), ...nearly(index, key, most), ...(long ? begun(index, key) : [])].map((number) => partOf(index, number)));
        parts.forEach((number) => has(index, number));
        return [...book()].filter(([, phrase]) => phrase.parts.has(-1) || [...phrase.parts].some((number) => parts.has(number)));
      },
    };
  }

  /** Opens the parsed index. */
  function open(data) {
    const stop = new Set(data.stop.split(" "));
    const vocabulary = unfolded(data);
    const documents = documentsOf(data);
    const index = {
      documents,
      divided: Boolean(data.bounds),
      bounds: data.bounds || [0],
      written: data,
      here: new Set(), // numbers of parts
      files: new Map(), // name -> what few queries need
      absent: new Set(), // names of files that were asked for in vain
      postings: new Map(),
      given: [], // phrases, of which the book is made
      letters: data.letters || "",
      begins: data.begins || "",
      places: (word) => (has(index, partOf(index, word)) ? index.postings.get(word) : []),
      kinds: data.kinds.map(([, title]) => title),
      related: data.related,
      shard: data.shard,
      most: data.beside,
      beside: new Map(), // document -> what is shown with it
      version: data.version,
      missing: data.missing,
      numbers: data.numbers,
      browse: data.browse,
      named: { kinds: data.codes, counting: data.counting, ordinals: data.ordinals, signs: new Set(data.signs) },
      stop,
      light: new Set(data.light.split(" ")),
      kept: new Map(),
      parts: new Map(),
      everyday: new Set(),
      vocabulary,
      number: new Map(vocabulary.map((word, number) => [word, number])),
      byStem: grouped(vocabulary, stem),
      bySound: grouped(vocabulary, sound),
      byInfinitive: grouped(vocabulary, (word) => (infinitive(word) ? stem(infinitive(word)) : "")),
      codes: new Map(documents.flatMap(({ code }, document) => (code ? [[code.toLowerCase(), document]] : []))),
      book: null, // the phrases
      alarming: data.alarming.split(" "),
      small: [data.stop, data.light], // for when sentences are read
      leads: data.thesaurus,
      dutch: null, // what words mean and which are danger; and the sentences
      wide: null, // the same with other languages
      sentences: null,
      said: !data.bounds, // whether all sentences are among them, once they are here
      learned: null,
    };
    index.phrases = phrasesIn(index);
    give(index, -1, phrasesHere(data, data.documents[2]));
    giveLeads(index);
    tell(index, data.about || {});
    if (!index.divided) take(index, 0, data);
    return index;
  }

  /** Adds a file that was absent. */
  function add(index, name, data) {
    const [what, number] = name.split("-");
    if (what === "deel") take(index, Number(number), data);
    else index.files.set(name, data);
    index.absent.delete(name);
  }

  /** The document with a code, in small letters. */
  function coded(index, code) {
    if (index.codes.has(code) || !index.divided) return index.codes.get(code);
    return file(index, "codes", {})[code];
  }

  /** The texts of a document in its row, [note, text, ...]; of a large site what it is called comes with them. */
  function told(index, document, row) {
    if (!index.divided) return row;
    const [[path, title, code, related], ...texts] = row;
    const name = (number, one) => { if (index.documents[number].owner < 0) Object.assign(index.documents[number], one); };
    if (title) name(document, { path, title, code });
    (related || []).forEach(([number, ...one]) => name(number, { path: one[0], title: one[1], code: one[2] }));
    if (related && related.length) index.beside.set(document, related.map(([number]) => number));
    return texts;
  }

  /** Where a document is found. */
  const path = (index, document) => index.documents[document].path || file(index, "paden", [])[document] || "";

  /** What the documents of the site are called: [key, text]. */
  function names(index) {
    if (index.divided) return file(index, "namen", []).map((text) => [words(text).join(""), text]);
    return [...index.phrases.all()].filter(([key, { targets }]) => key[0] !== "~" && [...targets.values()].some((sure) => sure >= NAME)).map(([key, { text }]) => [key, text]);
  }

  /** The words that begin phrases, and with these letters. */
  function begun({ vocabulary, begins }, letters) {
    let [low, high] = [0, vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (vocabulary[middle] < letters) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (; low < vocabulary.length && vocabulary[low].startsWith(letters); low += 1) if (begins[low] > 0) found.push(low);
    return found;
  }

  /** Adds sentences, what words mean, and which are danger. */
  function hear(index, data) {
    const known = self.search.meaning.open(index.small, data);
    index.heard = data;
    index.everyday = known.everyday;
    index.elsewhere = new Set(data.elsewhere.split(" "));
    index.sentences = self.search.sentences.open(index, known, data);
    index.dutch = { known, danger: self.search.danger.open(known, data) };
  }

  /** Adds the sentences of documents, which of a large site come later. */
  function say(index, data) {
    hear(index, { ...index.heard, ...data });
    index.said = true;
    if (index.learned) learn(index, index.learned);
  }

  /** Adds the words of other languages: what was Dutch before, means what it did. */
  function learn(index, data) {
    index.learned = data;
    const known = self.search.meaning.open(index.small, index.heard, data);
    index.wide = { known, danger: self.search.danger.open(known, index.heard, data) };
  }

  /** Whether a query is more than one word of this site, or one that may be danger. */
  function tells(index, all) {
    if (all.length !== 1) return all.length > 0;
    const [word] = all;
    if (word.length < 3) return false; // hardly begun
    const alarms = index.alarming.some((text) => (text.endsWith("*") ? word.startsWith(text.slice(0, -1)) : word === text));
    return alarms || !(index.number.has(word) || index.byStem.has(stem(word)) || index.phrases.has(word));
  }

  /** Whether a query holds a word that only another language may know. */
  function strange(index, all) {
    const { stop, number, byStem } = index;
    const { known } = index.dutch;
    return all.some((word, at) => index.elsewhere.has(word) || !(
      stop.has(word) || number.has(word) || known.fillers.has(word) || byStem.has(stem(word)) || self.search.meaning.matches(known.patterns, all, at, true).length
    ));
  }

  Object.assign(self.search, { open, add, told, coded, path, names });
  self.search.hear = hear;
  self.search.say = say;
  self.search.learn = learn;
  self.search.tells = tells;
  self.search.strange = strange;
})();

"use strict";
/* Whether somebody may be in danger now, by the words and sentences of the thesaurus. Better once too often than once too little. */
(() => {
  const { words, meaning } = self.search;
  const NEAR = 5; // places between the first and the last of the words that are danger together

  const overlap = (some, others) => some.some((one) => others.includes(one));

  /** Whether a slot says what is wanted: the same thing, or the same word when that means nothing in particular. */
  const agrees = (wanted, slot) => (wanted.meanings.length ? overlap(wanted.meanings, slot.meanings) : overlap(wanted.stems, slot.stems));

  const texts = (list) => (list ? list.split("|") : []);

  /** Adds words and sentences of danger. */
  function learn(opened, data) {
    const { known } = opened;
    for (const list of [data.danger.always, data.danger.alone, data.danger.never]) {
      for (const word of words(list)) opened.words.add(word);
    }
    for (const text of texts(data.danger.always)) {
      if (text[0] === "=") opened.names.add(text.slice(1));
      else {
        // With small words in it, it is a phrase: as it stands, or not at all.
        const all = words(text);
        const slots = meaning.slots(known, all);
        const telling = slots.length > 1 && !text.includes("...") && slots.every(({ small }) => !small) && !all.some((word) => known.fillers.has(word));
        const apart = slots.every((one) => slots.every((other) => one === other || !agrees(one, other)));
        if (telling && apart) opened.together.push(slots.map(({ meanings, stems }) => ({ meanings, stems })));
        meaning.write(opened.always, text, text);
      }
    }
    for (const [name, said] of data.same) {
      if (opened.names.has(name)) for (const text of [name, ...said.split("|")]) meaning.write(opened.always, text, text);
    }
    for (const text of texts(data.danger.alone)) opened.alone.add(words(text).join(" "));
    for (const text of texts(data.danger.never)) meaning.write(opened.never, text, text);
  }

  function open(known, ...all) {
    const opened = { known, always: meaning.book(), names: new Set(), together: [], alone: new Set(), never: meaning.book(), words: new Set() };
    all.forEach((data) => learn(opened, data));
    return opened;
  }

  /** Whether all of `wanted` stand in the slots, near each other. */
  function near(wanted, slots) {
    const places = wanted.map((one) => slots.filter((slot) => agrees(one, slot)).map(({ at }) => at));
    if (places.some((list) => !list.length)) return false;
    return places[0].some((start) => {
      let [low, high] = [start, start];
      for (const list of places.slice(1)) {
        const close = list.reduce((best, at) => (Math.abs(at - start) < Math.abs(best - start) ? at : best));
        [low, high] = [Math.min(low, close), Math.max(high, close)];
      }
      return high - low <= NEAR + wanted.length;
    });
  }

  function dangerous(opened, all) {
    const { known } = opened;
    if (opened.alone.has(all.join(" ")) || opened.alone.has(all.filter((word) => !known.fillers.has(word)).join(" "))) return true;
    const subject = all.some((_, at) => meaning.matches(opened.never, all, at, true).length);
    if (subject && !all.some((word) => known.persons.has(word))) return false; // what a training or a page is about
    if (all.some((_, at) => meaning.matches(opened.always, all, at, true).length)) return true;
    const slots = meaning.slots(known, all);
    return opened.together.some((wanted) => near(wanted, slots));
  }

  self.search.danger = { open, dangerous };
})();

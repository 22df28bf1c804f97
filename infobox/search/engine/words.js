"use strict";
/*
 * Words as the search sees them; for the index's words and for the query's alike.
 * fold() and words() do what search/words.py does; a test holds the two together.
 */
(() => {
  const LETTERS = { ß: "ss", ı: "i", æ: "ae", œ: "oe", ø: "o", ð: "d", đ: "d", ł: "l", þ: "th" };

  /** Small letters, without accents. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[ßæœøðđłþı]/g, (letter) => LETTERS[letter])
      .replace(/[\u0300-\u036f]/g, "");
  }

  /** Every word of a text, folded. A number that is written in pieces is one word: '0800-2000' is 08002000. */
  function words(text) {
    return fold(text).replace(/['\u2019]/g, "").replace(/([0-9])[ .-](?=[0-9])/g, "$1").match(/[a-z0-9]+/g) || [];
  }

  /* global DutchStemmer */
  const snowball = new DutchStemmer();
  const stems = new Map();
  const IRREGULAR = new Map([["kinder", "kind"], ["led", "lid"], ["sted", "stad"]]);

  /** The stem of a folded word, by Snowball's Dutch stemmer (Kraaij-Pohlmann). */
  function stem(word) {
    let found = stems.get(word);
    if (found === undefined) {
      const stemmed = snowball.stemWord(word);
      stems.set(word, (found = IRREGULAR.get(stemmed) || stemmed));
    }
    return found;
  }

  /** The infinitive that a finite form or participle comes from, guessed: mishandeld, monitort; '' for other words. */
  function infinitive(word) {
    return word.length > 5 && /[^aeiou][dt]$/.test(word) ? `${word.slice(0, -1)}en` : "";
  }

  const SOUNDS = [
    [/x/g, "ks"], [/sch(?=[^aeiou]|$)/g, "s"], [/ch/g, "g"], [/ph/g, "f"], [/th/g, "t"], [/qu/g, "kw"],
    [/c(?=[eiy])/g, "s"], [/c/g, "k"], [/ij|y|ei/g, "i"], [/ou/g, "au"], [/ie/g, "i"], [/v/g, "f"], [/z/g, "s"],
    [/tie/g, "si"], [/d(?=$|[bkpst])/g, "t"], [/dt/g, "t"], [/(.)\1+/g, "$1"],
  ];

  /** How a Dutch word sounds, roughly; words that are spelt differently and sound alike have the same. */
  function sound(word) {
    return SOUNDS.reduce((text, [pattern, letters]) => text.replace(pattern, letters), word);
  }

  /** Edits between two words (a swap of neighbours is one), or `most + 1` when there are more than `most`. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row += 1) {
      const here = [row];
      let least = row;
      for (let column = 1; column <= b.length; column += 1) {
        let edits = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (a[row - 1] !== b[column - 1]));
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
          edits = Math.min(edits, before[column - 2] + 1);
        }
        here.push(edits);
        least = Math.min(least, edits);
      }
      if (least > most) return most + 1;
      [before, last] = [last, here];
    }
    return last[b.length];
  }

  const ALIKE = ["aeiouy", "dt", "bp", "fvw", "sz", "ckgqh", "mn", "lr", "qwas", "erdf", "tygh", "uijk", "iokl", "zxcv", "bnhj", "nmjk"];

  /** Whether two words of the same length differ as slips do: by letters that are alike or neighbours on the keyboard. */
  function slip(word, other) {
    if (word.length !== other.length) return true;
    const at = [...word].findIndex((letter, place) => letter !== other[place]);
    if (at < 0 || word[at + 1] === other[at]) return true; // a swap of neighbours
    return ALIKE.some((group) => group.includes(word[at]) && group.includes(other[at]));
  }

  const BEGINNING = /^(?:aan|achter|af|be|binnen|door|ge|her|mee|om|onder|ont|op|over|terug|uit|ver|voor|weg)(?:ge)?(?=.{3})/;

  /** The letters that tell a word from others: verlenen and verlengen begin and end like hundreds of words. */
  const telling = (word) => word.replace(BEGINNING, "").replace(/(?:en|de|te|den|ten|d|t|s)$/, "").length;

  /** Whether a word is made of another and no form of it, though it has its stem: geweldig is not of geweld. */
  const derived = (word) => /(?:ig|lijk|loos|erij)e?$/.test(word);

  self.search = { fold, words, stem, infinitive, sound, distance, slip, telling, derived };
})();

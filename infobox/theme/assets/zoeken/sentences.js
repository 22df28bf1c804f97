"use strict";
/* Sentences: what somebody typed, held against the sentences in which people say a thing; and whether it speaks of danger. */
(() => {
  const { words, stem, distance } = self.zoeken;
  const NOT_NEAR = 0.3; // below it, two sentences share a word by chance
  const LEAST = 1.5; // what is shared says at least this much: a word that is nearly everywhere does not
  const SHARE = 0.34; // of what was typed
  const UNKNOWN = 1; // a word that is in no sentence says little, whatever it is

  /** Tokens of a text: what a word means (`same`), else its stem; without the words that say nothing. */
  function tokens(opened, text) {
    const all = words(text.slice(0, 300));
    const found = [];
    for (let at = 0; at < all.length; at += 1) {
      let size = Math.min(opened.longest, all.length - at);
      while (size > 0 && !opened.same.has(all.slice(at, at + size).join(" "))) size -= 1;
      if (size > 0) {
        found.push(opened.same.get(all.slice(at, at + size).join(" ")));
        at += size - 1;
      } else {
        const meant = opened.sameStem.get(stem(all[at]));
        if (meant) found.push(meant);
        else if (!opened.stop.has(all[at])) found.push(stem(all[at]));
      }
    }
    return found;
  }

  function open(data, stop) {
    const same = new Map();
    const sameStem = new Map();
    for (const [meaning, list] of data.same) {
      const name = `=${stem(words(meaning).join(""))}`;
      for (const text of [meaning, ...list.split("|")]) {
        const all = words(text);
        same.set(all.join(" "), name);
        if (all.length === 1 && !stop.has(all[0]) && !sameStem.has(stem(all[0]))) sameStem.set(stem(all[0]), name);
      }
    }
    const meaning = new Map(data.same.flatMap(([name, list]) => list.split("|").map((text) => [words(text).join(" "), name])));
    const opened = { same, sameStem, meaning, stop, longest: Math.max(1, ...[...same.keys()].map((key) => key.split(" ").length)) };
    opened.sentences = Object.entries(data.said).flatMap(([document, list]) => list.map((text) => ({
      document: Number(document), tokens: new Set(tokens(opened, text)),
    }))).filter((sentence) => sentence.tokens.size > 0);
    const counts = new Map();
    const holders = new Map();
    for (const { document, tokens: all } of opened.sentences) {
      for (const token of all) {
        counts.set(token, (counts.get(token) || 0) + 1);
        if (!holders.has(token)) holders.set(token, new Map());
        holders.get(token).set(document, (holders.get(token).get(document) || 0) + 1);
      }
    }
    opened.total = opened.sentences.length;
    opened.documents = new Set(opened.sentences.map(({ document }) => document)).size;
    opened.counts = counts;
    opened.holders = holders;
    opened.danger = data.danger.map((text) => {
      const all = words(text);
      const own = new Set(dangerTokens(opened, text));
      // One word is danger as it is spelt or inflected; what it means in general ('slaan') is only danger with more.
      const single = all.length === 1 ? new Set(all[0].length > 4 ? [stem(all[0])] : [`'${all[0]}`]) : own;
      return { spelt: ` ${all.join(" ")} `, tokens: all.length === 1 || own.size > 1 ? single : new Set() };
    });
    return opened;
  }

  /** In danger small words count: 'nu' makes the difference. */
  function dangerTokens(opened, text) {
    const keep = new Set(["nu", "help", "niet", "me", "mij"]);
    return [...tokens(opened, text), ...words(text).filter((word) => keep.has(word))];
  }

  const rarity = (opened, token) => Math.log(1 + opened.documents / ((opened.holders.get(token) || new Map()).size || 0.7));

  /** The token of the sentences that a typed one means: itself, or one that is a slip away. */
  function known(opened, token) {
    if (opened.counts.has(token) || token.length < 5 || token[0] === "=") return token;
    const most = token.length > 8 ? 2 : 1;
    for (const other of opened.counts.keys()) {
      if (other[0] === token[0] && Math.abs(other.length - token.length) <= most && distance(token, other, most) <= most) return other;
    }
    return token;
  }

  /** How many telling words were typed, and [[document, how near (0-1)], ...]: each document by the sentence of it that is nearest, helped by all of them. */
  function nearest(opened, query) {
    const typed = [...new Set(tokens(opened, query).map((token) => known(opened, token)))];
    if (!typed.length) return { size: 0, found: [] };
    const weights = typed.map((token) => (opened.counts.has(token) ? rarity(opened, token) : UNKNOWN));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const best = new Map();
    for (const { document, tokens: own } of opened.sentences) {
      let shared = 0;
      typed.forEach((token, at) => { if (own.has(token)) shared += weights[at]; });
      if (!shared) continue;
      let theirs = 0;
      for (const token of own) theirs += rarity(opened, token);
      const near = (shared / all) * 0.65 + (shared / theirs) * 0.35;
      if (near > (best.get(document) || 0)) best.set(document, near);
    }
    const found = [];
    for (const [document, near] of best) {
      let touched = 0;
      typed.forEach((token, at) => { if (opened.holders.get(token)?.has(document)) touched += weights[at]; });
      const score = 0.6 * near + 0.4 * (touched / all);
      const enough = typed.length > 1 ? NOT_NEAR : 0.75;
      if (score >= enough && touched >= LEAST && touched >= SHARE * all) found.push([document, score]);
    }
    return { size: typed.length, found: found.sort((a, b) => b[1] - a[1]).slice(0, 8) };
  }

  /** Whether a text speaks of danger now: all that makes one of the phrases of danger is in it. */
  function dangerous(opened, query) {
    const typed = new Set([...dangerTokens(opened, query), ...words(query.slice(0, 300)).flatMap((word) => [stem(word), `'${word}`])]);
    const spelt = ` ${words(query.slice(0, 300)).join(" ")} `;
    return opened.danger.some(({ spelt: phrase, tokens: all }) => (
      spelt.includes(phrase) || (all.size > 0 && [...all].every((token) => typed.has(token)))));
  }

  self.zoeken.sentences = { open, nearest, dangerous };
})();

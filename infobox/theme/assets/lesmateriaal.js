// "Klopt mijn lesmateriaal nog?": every address and code in it, held against what this page knows. Nothing is asked of anybody.
{
  const tool = document.querySelector("[data-lesmateriaal]");
  if (tool) {
    const find = (name) => tool.querySelector(`[data-${name}]`);
    const known = JSON.parse(find("bekend").textContent);
    const root = new URL(tool.dataset.wortel, document.baseURI);
    const bases = [...new Set([tool.dataset.site, root.href].filter(Boolean))];
    const make = (tag, attributes = {}, ...children) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    const day = (date) => new Date(`${date}T12:00:00`).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
    const count = (number, one, more) => `${number} ${number === 1 ? one : more}`;

    // ---- Finding -------------------------------------------------------------------------------------------------------
    const parsed = (written) => {
      try { return new URL(written); } catch { return null; }
    };
    // One spelling of an address of others: what nearly always leads to the same page is the same.
    const spelled = (written) => {
      const url = parsed(written);
      if (!url) return "";
      let path = url.pathname;
      try { path = decodeURI(path); } catch { /* as it stands */ }
      return `${url.hostname.replace(/^www\./, "")}${path.replace(/\/$/, "")}${url.search}`.toLowerCase();
    };
    const others = new Map(Object.entries(known.buiten).map(([url, told]) => [spelled(url), { url, told }]));
    const trimmed = (written) => {
      let text = written.replace(/[.,;:!?'"”’…]+$/, "");
      while (text.endsWith(")") && text.split("(").length < text.split(")").length) text = text.slice(0, -1).replace(/[.,;:!?]+$/, "");
      return text;
    };
    // The way of an address from our root ('/s03/#a2'), or null when it is of others.
    const own = (written) => {
      const url = parsed(written);
      if (!url || !/^(https?|file):$/.test(url.protocol)) return null;
      for (const base of bases) {
        const home = new URL(base);
        const same = home.protocol === "file:" ? url.protocol === "file:" : url.host.replace(/^www\./, "") === home.host.replace(/^www\./, "");
        if (!same || !`${url.pathname}/`.startsWith(home.pathname)) continue;
        let path = `/${url.pathname.slice(home.pathname.length)}`.replace(/\/index\.html$/, "/").replace(/^\/([A-Za-z]\d{1,4})(?=\/|$)/, (_, code) => `/${code.toLowerCase()}`);
        if (!/\/$|\.[a-z0-9]+$/i.test(path)) path += "/";
        let anchor = url.hash;
        try { [path, anchor] = [decodeURIComponent(path), decodeURIComponent(anchor)]; } catch { /* as it stands */ }
        return { path, anchor: anchor.slice(1) };
      }
      return null;
    };
    const CODE = /(?<![\w@./#-])(S\d{2,3}|I\d{3,4}|W\d{2,3}|T\d{2,3}|B\d)(?:[-#](a\d{1,2}))?(?![\w/])/g;
    const found = ({ text, links }) => {
      const addresses = new Set();
      const hosts = bases.map((base) => new URL(base).host).filter(Boolean).map((host) => host.replace(/[.]/g, "\\."));
      const bare = hosts.length ? new RegExp(`(?<![\\w./@-])(?:www\\.)?(?:${hosts.join("|")})/[^\\s<>"]*`, "gi") : null;
      for (const link of links) if (/^(https?:|file:)/i.test(link || "")) addresses.add(link.trim());
      for (const match of text.matchAll(/https?:\/\/[^\s<>"|\\^`]+/gi)) addresses.add(trimmed(match[0]));
      if (bare) for (const match of text.replace(/https?:\/\/\S+/gi, " ").matchAll(bare)) addresses.add(`https://${trimmed(match[0])}`);
      const codes = new Set([...text.replace(/https?:\/\/\S+/gi, " ").matchAll(CODE)].map((match) => match[1] + (match[2] ? `#${match[2]}` : "")));
      return { addresses: [...addresses], codes: [...codes] };
    };

    // ---- Judging: {soort, what, said: [...], link} ---------------------------------------------------------------------
    const SOORTEN = {
      weg: "Vervallen of onbekend", stuk: "Adres van anderen dat niet meer werkt", verhuisd: "Heeft een ander adres", veranderd: "Veranderd sinds",
      twijfel: "Adres van anderen waar iets mee is", goed: "Klopt", bekend: "Adressen van anderen die deze site ook noemt, nog niet gecontroleerd", niet: "Adressen die deze site niet kent",
    };
    const here = (path, words) => make("a", { href: new URL(path, root).href, target: "_blank" }, words);
    const about = (what, owner, since) => {
      const topic = known.onderwerpen[owner] || known.onderwerpen[owner.split("#")[0]];
      if (!topic) return { soort: "goed", what, said: ["Deze pagina is er."] };
      const title = [here(topic.adres, [topic.code, topic.titel].filter(Boolean).join(" ")), ". "];
      if (topic.weg) {
        const onward = topic.verder.flatMap(([titel, path], at) => [at ? ", " : " In de plaats kwam: ", here(path, titel)]);
        return { soort: "weg", what, said: [...title, topic.weg, ...onward] };
      }
      const after = since ? topic.wijzigingen.filter(([date]) => date > since) : [];
      if (after.length) return { soort: "veranderd", what, said: [...title, make("ul", {}, ...after.map(([date, text]) => make("li", {}, `${day(date)}: ${text}`)))] };
      return { soort: "goed", what, said: title };
    };
    const ownJudged = (what, { path, anchor }, since) => {
      const at = (address) => known.adressen[address];
      const whole = anchor ? `${path}#${anchor}` : path;
      let entry = at(whole);
      const page = at(path) || (/\.[a-z0-9]+$/i.test(path) ? at(path.replace(/[^/]*$/, "")) : undefined);
      if (entry === undefined && page !== undefined) {
        const owner = Array.isArray(page) ? page[0] : page;
        const kind = owner.split("/")[0];
        // A place that every page of a kind has, one of a page that is no entry, or a set for a script.
        if (!anchor || !known.onderwerpen[owner] || (known.onderdelen[kind] || []).includes(anchor) || anchor.includes("=")) entry = page;
        else return { soort: "weg", what, said: ["De pagina is er, maar onderdeel ", make("code", {}, `#${anchor}`), " niet: ", here(path.slice(1), known.onderwerpen[owner].titel), "."] };
      }
      if (entry === undefined) return { soort: "weg", what, said: ["Dit is op deze site niet bekend, nu niet en eerder niet."] };
      if (!Array.isArray(entry)) return about(what, entry, since);
      const judged = about(what, entry[0], since);
      if (judged.soort === "weg") return judged;
      return { soort: "verhuisd", what, said: ["Het oude adres werkt nog. Nu: ", here(entry[1], new URL(entry[1], tool.dataset.site || root).href), ". ", ...judged.said.slice(2)] }; // after its title: what changed
    };
    const judge = (material, since) => {
      const { addresses, codes } = found(material);
      const results = [];
      for (const address of addresses) {
        const way = own(address);
        if (way) { results.push(ownJudged(address, way, since)); continue; }
        const match = others.get(spelled(address));
        if (!match) { results.push({ soort: "niet", what: address, said: [] }); continue; }
        const [soort, words, users] = match.told;
        const said = [`${words[0].toUpperCase()}${words.slice(1)}. Staat op deze site bij: ${users.join("; ")}.`];
        results.push({ soort: { stuk: "stuk", werkt: "goed", mens: "goed", nieuw: "bekend" }[soort] || "twijfel", what: address, said });
      }
      for (const code of codes) {
        const [name, anchor = ""] = code.split("#");
        results.push(ownJudged(code, { path: `/${name.toLowerCase()}/`, anchor }, since));
      }
      return results;
    };

    // ---- Showing -------------------------------------------------------------------------------------------------------
    const tell = (message) => { find("bericht").textContent = message; };
    const show = (results, since, onlyLinks) => {
      const box = find("uitkomst");
      const groups = Object.keys(SOORTEN).map((soort) => [soort, results.filter((one) => one.soort === soort)]).filter(([, some]) => some.length);
      const quiet = (soort) => ["goed", "bekend", "niet"].includes(soort);
      const minding = results.filter(({ soort }) => !quiet(soort)).length;
      find("stand").replaceChildren(make("p", {}, make("strong", {}, results.length
        ? `${count(results.length, "adres of code", "adressen en codes")} gevonden. ${minding ? `Bij ${minding} is iets te doen.` : "Er is niets te doen."}`
        : onlyLinks ? "In deze pdf staan geen links waarop te klikken is. Kopieer de tekst uit de pdf en plak die hierboven." : "Er staan geen adressen of codes van deze site in.")));
      box.replaceChildren(...groups.flatMap(([soort, some]) => {
        const heading = soort === "veranderd" ? `${SOORTEN[soort]} ${day(since)}` : SOORTEN[soort];
        const list = make("ul", { class: "lc-lijst" }, ...some.map(({ what, said }) => make("li", {}, make("p", {}, make("code", {}, what)), ...(said.length ? [make("div", {}, ...said)] : []))));
        return [quiet(soort)
          ? make("details", { class: "vouw vouw--groot", "data-soort": soort }, make("summary", {}, heading, " ", make("span", { class: "telling" }, String(some.length))), list)
          : make("section", { "data-soort": soort }, make("h2", {}, heading, " ", make("span", { class: "telling" }, String(some.length))), list)];
      }));
    };
    let material = null; // what was read from the last file
    const look = () => {
      const typed = find("tekst").value;
      const since = find("sinds").value;
      const all = { text: [material?.text, typed].filter(Boolean).join("\n"), links: material?.links || [] };
      if (!material && !typed.trim()) { tell("Kies eerst een bestand, of plak een tekst."); return; }
      tell("");
      show(judge(all, since), since, material?.onlyLinks && !typed.trim());
    };
    const take = async (file) => {
      tell("");
      find("stand").textContent = "Bezig met lezen…";
      try {
        material = await window.lesmateriaal.read(file);
        if (/^\d{4}-\d\d-\d\d$/.test(material.date)) find("sinds").value = material.date;
        look();
      } catch (error) {
        if (!(error instanceof window.lesmateriaal.Refused)) throw error;
        material = null;
        find("stand").textContent = "";
        find("uitkomst").replaceChildren();
        tell(error.message);
      }
    };
    find("bestand").addEventListener("change", () => { const [file] = find("bestand").files; if (file) take(file); });
    find("kijk").addEventListener("click", look);
    find("sinds").addEventListener("change", () => { if (material || find("tekst").value.trim()) look(); });
    addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    addEventListener("drop", (event) => {
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      find("bestand").value = "";
      take(file);
    });
    for (const part of tool.querySelectorAll("[data-met-script]")) part.hidden = false;
  }
}

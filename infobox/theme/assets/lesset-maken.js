// A trainer's own set. It lives in the address, after the #: no server gets it, and nothing is kept. The grammar of the
// address is that of infobox/catalogue/lessets.py: v version, t title, and in their order c codes, k headings, n notes.
{
  const tool = document.querySelector("[data-lesset]");
  if (tool) {
    const NAME = "lesset"; // what a file says it is
    const VERSION = 1;
    const MOST = 100; // pieces
    const LONGEST = { title: 120, kop: 120, notitie: 1000 };
    const LARGEST = 256 * 1024; // of a file
    const LONG = 2000; // an address that some programs cut off

    const find = (name) => tool.querySelector(`[data-${name}]`);
    const make = (tag, attributes = {}, ...children) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (value === true) element.setAttribute(name, "");
        else if (value !== false && value !== undefined) element.setAttribute(name, value);
      }
      element.append(...children);
      return element;
    };
    const today = () => new Date();
    const spoken = (day) => day.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
    const stamp = (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

    // ---- What can be chosen, read from the page ----------------------------------------------------------------------
    const root = new URL(tool.dataset.wortel, document.baseURI);
    const plain = (element) => (element ? element.textContent.trim().replace(/\s+/g, " ") : "");
    const choices = [...tool.querySelectorAll("[data-code]")].map((row) => ({
      row,
      code: row.dataset.code,
      coded: /^[A-Z]/.test(row.dataset.code),
      title: plain(row.querySelector("a")),
      text: plain(row.querySelector(".lm-keus__tekst")),
      page: row.querySelector("a").href,
      short: new URL(row.dataset.kort, root).href,
      qr: row.dataset.qr || "",
      gone: row.dataset.weg || "",
      onward: [...row.querySelectorAll(".lm-keus__verder a")].map((link) => ({ title: plain(link), page: link.href })),
    }));
    const byCode = new Map();
    for (const choice of choices) for (const was of (choice.row.dataset.was || "").split(" ").filter(Boolean)) byCode.set(was, choice);
    for (const choice of choices) byCode.set(choice.code, choice); // a code in use is of who has it
    const known = (code) => byCode.get(code) || byCode.get(code.replace(/^[a-z]\d/, (letters) => letters.toUpperCase()));

    // ---- A set: a title and pieces, each {kind: "stof" | "kop" | "notitie", text} -----------------------------------
    class Refused extends Error {}
    const fits = (kind, text) => {
      const told = typeof text === "string" && text.replace(/\r\n?/g, "\n");
      if (told === false || told.length > LONGEST[kind] || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(told)) throw new Refused("Er staat iets in dat te lang of beschadigd is.");
      return told;
    };
    const coded = (code) => {
      if (typeof code !== "string" || !/^([A-Za-z]\d{1,4}(-[a-z]\d{1,2})?|[a-z0-9]+(-[a-z0-9]+)*)$/.test(code) || code.length > 100) throw new Refused("Er staat een code in die niet kan.");
      return known(code)?.code || code;
    };
    const checked = ({ title, pieces }) => {
      if (!Array.isArray(pieces) || pieces.length > MOST) throw new Refused(`Een les heeft hoogstens ${MOST} stukken.`);
      return {
        title: fits("title", title),
        pieces: pieces.map(({ kind, text }) => {
          if (kind === "stof") return { kind, text: coded(text) };
          if (kind !== "kop" && kind !== "notitie") throw new Refused("Er staat iets in dat geen stof, kop of notitie is.");
          return { kind, text: fits(kind, text) };
        }),
      };
    };
    const version = (number) => {
      if (number > VERSION) throw new Refused(`Deze les is gemaakt met een nieuwere versie (${number}). Laad deze pagina opnieuw en probeer het nog eens.`);
      if (number !== VERSION) throw new Refused("Van deze les is niet te zien met welke versie zij is gemaakt.");
    };
    const fromAddress = (text) => {
      const pairs = [...new URLSearchParams(text)];
      version(Number(pairs.find(([key]) => key === "v")?.[1]));
      const pieces = [];
      for (const [key, value] of pairs) {
        if (key === "k") pieces.push({ kind: "kop", text: value });
        else if (key === "n") pieces.push({ kind: "notitie", text: value });
        else if (key === "c") pieces.push(...value.split(".").filter(Boolean).map((code) => ({ kind: "stof", text: code })));
      }
      return checked({ title: pairs.find(([key]) => key === "t")?.[1] || "", pieces });
    };
    const toAddress = (set) => {
      const pairs = [["v", String(VERSION)], ["t", set.title]];
      for (const { kind, text } of set.pieces) {
        const last = pairs[pairs.length - 1];
        if (kind === "stof" && last[0] === "c") last[1] += `.${text}`;
        else pairs.push([{ stof: "c", kop: "k", notitie: "n" }[kind], text]);
      }
      return new URLSearchParams(pairs).toString();
    };

    let set = { title: "", pieces: [] };
    let written = ""; // what we put in the address ourselves
    const address = () => `${location.href.split("#")[0]}#${toAddress(set)}`;
    const isEmpty = () => !set.title && !set.pieces.length;
    const tell = (message) => { find("bericht").textContent = message; };
    const say = (message) => { find("stand").textContent = message; };

    // ---- Showing -------------------------------------------------------------------------------------------------------
    const list = find("rij");
    const named = ({ kind, text }) => (kind === "stof" ? (known(text)?.title || text) : { kop: "Kop", notitie: "Notitie" }[kind] + (text ? `: ${text.slice(0, 40)}` : ""));
    const body = (piece, number) => {
      if (piece.kind === "stof") {
        const choice = known(piece.text);
        if (!choice) return make("span", {}, make("span", { class: "code" }, piece.text), " Deze code is op deze site niet bekend.");
        return make("span", {},
          ...(choice.coded ? [make("span", { class: "code" }, choice.code), " "] : []),
          make("a", { href: choice.page, target: "_blank", rel: "opener" }, choice.title),
          ...(choice.gone ? [make("span", { class: "zacht" }, ` ${choice.gone}`)] : []));
      }
      const label = piece.kind === "kop" ? "Kop" : "Notitie";
      const field = piece.kind === "kop"
        ? make("input", { type: "text", maxlength: LONGEST.kop, autocomplete: "off", "aria-label": `${label}, stuk ${number}`, placeholder: label })
        : make("textarea", { rows: 2, maxlength: LONGEST.notitie, autocomplete: "off", "aria-label": `${label}, stuk ${number}`, placeholder: label });
      field.value = piece.text;
      field.addEventListener("input", () => {
        piece.text = field.value;
        // Nine digits, a date, a postcode, a phone number, an address for mail: perhaps of a person.
        const personal = /\b\d{9}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d\b|\b[1-9]\d{3} ?(?!VT\b)[A-Z]{2}\b|\b0[1-9](?:[ -]?\d){8}\b|\S@\S+\.\S/.test(piece.text);
        tell(personal ? "Staat hier iets over een cliënt? Haal het dan weg." : "");
        refresh({ keepRows: true });
      });
      return field;
    };
    const row = (piece, at) => {
      const button = (label, does, disabled) => {
        const one = make("button", { type: "button", disabled }, label, make("span", { class: "verborgen" }, ` ${named(piece)}`));
        one.dataset.doet = label;
        one.addEventListener("click", does);
        return one;
      };
      const handle = make("span", { class: "lm-handvat", "aria-hidden": "true", title: "Sleep naar een andere plaats" }, "⠿");
      const item = make("li", { class: `lm-stuk lm-stuk--${piece.kind}` }, handle, body(piece, at + 1),
        make("span", { class: "lm-stuk__knoppen" },
          button("Omhoog", () => move(at, at - 1, "Omhoog"), at === 0),
          button("Omlaag", () => move(at, at + 1, "Omlaag"), at === set.pieces.length - 1),
          button("Weg", () => remove(at))));
      item.addEventListener("keydown", (event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        move(at, at + (event.key === "ArrowUp" ? -1 : 1));
      });
      // Only what is held by its handle is dragged, so that text in a field can be selected. Pointer: a mouse, a pen, a finger.
      handle.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        handle.setPointerCapture(event.pointerId);
        item.classList.add("lm-stuk--sleept");
      });
      handle.addEventListener("pointermove", (event) => {
        if (!item.classList.contains("lm-stuk--sleept")) return;
        const over = [...list.children].find((other) => {
          const box = other.getBoundingClientRect();
          return other !== item && event.clientY >= box.top && event.clientY < box.bottom;
        });
        if (!over) return;
        const box = over.getBoundingClientRect();
        // Moving an element lets go of the pointer, so the others move around it.
        if (event.clientY > box.top + box.height / 2) {
          while (item.nextElementSibling && item.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING) item.before(item.nextElementSibling);
        } else {
          while (item.previousElementSibling && item.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_PRECEDING) item.after(item.previousElementSibling);
        }
      });
      const drop = () => {
        if (!item.classList.contains("lm-stuk--sleept")) return;
        item.classList.remove("lm-stuk--sleept");
        const to = [...list.children].indexOf(item);
        if (to !== at) move(at, to);
      };
      handle.addEventListener("pointerup", drop);
      handle.addEventListener("pointercancel", () => { item.classList.remove("lm-stuk--sleept"); refresh(); });
      return item;
    };
    const focus = (at, label) => {
      const item = list.children[at];
      const wanted = label && item.querySelector(`[data-doet="${label}"]:not(:disabled)`);
      (wanted || item.querySelector("input, textarea") || item.querySelector("button:not(:disabled)")).focus();
    };
    const move = (from, to, label) => {
      if (to < 0 || to >= set.pieces.length) return;
      const [piece] = set.pieces.splice(from, 1);
      set.pieces.splice(to, 0, piece);
      refresh();
      focus(to, label);
      say(`${named(piece)}: nu op plaats ${to + 1} van ${set.pieces.length}.`);
    };
    const remove = (at) => {
      const [piece] = set.pieces.splice(at, 1);
      refresh();
      if (set.pieces.length) focus(Math.min(at, set.pieces.length - 1));
      else find("titel").focus();
      say(`${named(piece)} is weg.`);
    };
    const add = (pieces) => {
      if (set.pieces.length + pieces.length > MOST) {
        tell(`Een les heeft hoogstens ${MOST} stukken.`);
        return false;
      }
      set.pieces.push(...pieces);
      refresh();
      say(`${named(pieces[pieces.length - 1])} staat nu in de les, op plaats ${set.pieces.length}.`);
      return true;
    };

    // The handout: what is printed, and what somebody sees who gets the address.
    const handout = () => {
      const day = today();
      const parts = set.pieces.filter(({ text }) => text.trim()).map(({ kind, text }) => {
        if (kind === "kop") return make("h4", {}, text);
        if (kind === "notitie") return make("p", { class: "lm-hand__notitie" }, text);
        const choice = known(text);
        if (!choice) return make("div", { class: "lm-hand__stuk" }, make("p", {}, `${text}: deze code is op deze site niet bekend.`));
        const onward = choice.onward.length ? [make("p", {}, "In de plaats kwam: ", ...choice.onward.flatMap(({ title, page }, at) => [at ? ", " : "", make("a", { href: page }, title)]))] : [];
        const words = make("div", {},
          make("p", {}, ...(choice.coded ? [make("span", { class: "code" }, choice.code), " "] : []), make("strong", {}, make("a", { href: choice.page }, choice.title))),
          ...(choice.gone ? [make("p", {}, choice.gone), ...onward] : [make("p", {}, choice.text)]),
          make("p", { class: "lm-hand__adres zacht" }, choice.short));
        const picture = choice.qr ? [make("img", { class: "lm-hand__qr", src: choice.qr, alt: `QR-code van ${choice.short}`, width: 72, height: 72 })] : [];
        return make("div", { class: "lm-hand__stuk" }, words, ...picture);
      });
      find("handout").replaceChildren(make("div", { class: "lm-hand" },
        make("h3", {}, set.title || "Lesset"),
        make("p", { class: "zacht" }, `${tool.dataset.site} · ${spoken(day)} · de adressen op dit blad blijven werken`),
        ...parts,
        make("p", { class: "zacht" }, "Geen kwaliteitsoordeel: dat iets op de site staat, zegt niet dat het goed of verplicht is. De selectie en de notities zijn van wie deze les maakte.")));
    };

    const refresh = ({ keepRows = false } = {}) => {
      if (!keepRows) list.replaceChildren(...set.pieces.map(row));
      if (find("titel").value !== set.title) find("titel").value = set.title;
      find("leeg").hidden = set.pieces.length > 0;
      find("uit").hidden = isEmpty();
      find("lang").hidden = address().length <= LONG;
      written = isEmpty() ? "" : `#${toAddress(set)}`;
      history.replaceState(null, "", written || location.pathname + location.search);
      handout();
    };

    // ---- Choosing -----------------------------------------------------------------------------------------------------
    const search = find("zoek");
    const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const groups = [...tool.querySelectorAll("[data-groep]")].map((group) => ({ group, count: group.querySelector("[data-telling]"), rows: choices.filter(({ row }) => group.contains(row)) }));
    for (const choice of choices.filter(({ gone }) => !gone)) {
      choice.words = fold(`${choice.code} ${choice.title} ${choice.text}`);
      const button = make("button", { type: "button" }, "Voeg toe", make("span", { class: "verborgen" }, ` ${choice.title}`));
      button.addEventListener("click", () => add([{ kind: "stof", text: choice.code }]));
      choice.row.prepend(button, " ");
    }
    const filter = () => {
      const wanted = fold(search.value).split(/\s+/).filter(Boolean);
      let total = 0;
      for (const { group, count, rows } of groups) {
        let shown = 0;
        for (const { row, words, gone } of rows) {
          row.hidden = !gone && !wanted.every((word) => words.includes(word));
          if (!gone && !row.hidden) shown += 1;
        }
        count.textContent = shown;
        group.hidden = !shown;
        if (wanted.length) group.open = shown > 0 && shown <= 25;
        total += shown;
      }
      find("gevonden").textContent = wanted.length ? `${total} gevonden.` : "";
    };
    // A code (S03, i027/, S03#a2), an address of the site, or the address of another set, as somebody pastes it.
    const pasted = (text) => {
      const trimmed = text.trim();
      const inside = /#(v=\d[^\s]*)$/.exec(trimmed);
      if (inside) return fromAddress(inside[1]).pieces;
      const short = /^(?:\S*\/)?([A-Za-z]\d{1,4})\/?(?:[-#]([a-z]\d{1,2}))?$/.exec(trimmed);
      const code = short ? short[1].toUpperCase() + (short[2] ? `-${short[2]}` : "") : "";
      if (known(code)) return [{ kind: "stof", text: known(code).code }];
      const found = /^https?:/.test(trimmed) && choices.find(({ page }) => new URL(page).pathname === new URL(trimmed, document.baseURI).pathname && new URL(page).hash === new URL(trimmed, document.baseURI).hash);
      return found ? [{ kind: "stof", text: found.code }] : [];
    };
    search.addEventListener("input", filter);
    const take = (text) => {
      let pieces = [];
      try { pieces = pasted(text); } catch (error) { if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error; }
      if (!pieces.length || !add(pieces)) return false;
      search.value = "";
      filter();
      return true;
    };
    search.addEventListener("paste", (event) => { if (take(event.clipboardData.getData("text"))) event.preventDefault(); });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (!take(search.value) && search.value.trim()) find("gevonden").textContent += " Kies met de knop Voeg toe.";
    });
    find("titel").addEventListener("input", () => { set.title = find("titel").value; refresh({ keepRows: true }); });
    for (const kind of ["kop", "notitie"]) {
      find(kind).addEventListener("click", () => { if (add([{ kind, text: "" }])) focus(set.pieces.length - 1); });
    }
    find("alles-weg").addEventListener("click", () => {
      if (!isEmpty() && !confirm("De hele les op deze pagina verdwijnt. Doorgaan?")) return;
      set = { title: "", pieces: [] };
      tell("");
      refresh();
      find("titel").focus();
    });

    // ---- Taking along ---------------------------------------------------------------------------------------------------
    const download = (extension, type, content) => {
      const name = set.title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
      const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: [NAME, name, stamp(today())].filter(Boolean).join("-") + extension });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    };
    find("kopieer-adres").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address());
        say("Het adres is gekopieerd.");
        find("kopieer-adres").textContent = "Gekopieerd";
        setTimeout(() => { find("kopieer-adres").textContent = "Kopieer het adres"; }, 3000);
      } catch {
        tell("Kopiëren lukt niet in deze browser. Neem het adres over uit de adresbalk.");
      }
    });
    find("druk").addEventListener("click", () => print());

    // No character of a text is markup: an outline shows what somebody typed.
    const marked = (text) => text.replace(/[\\`*_[\]<>&#|~]/g, (sign) => (sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`)).replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, "$1\\$2");
    const slides = () => {
      const lines = [`# ${marked(set.title || "Lesset")}`, "", `${marked(tool.dataset.site)}, ${spoken(today())}`, ""];
      let open = false; // whether a slide stands open to take points
      for (const { kind, text } of set.pieces.filter((piece) => piece.text.trim())) {
        if (kind === "kop") {
          lines.push("---", "", `## ${marked(text)}`, "");
          open = true;
        } else if (kind === "notitie") {
          lines.push(...text.split("\n").filter((line) => line.trim()).map((line) => `- ${marked(line.trim())}`), "");
        } else {
          const choice = known(text);
          if (!open) lines.push("---", "", `## ${marked(choice?.title || text)}`, "");
          if (!choice) lines.push(`- ${marked(text)}: niet bekend op deze site`, "");
          else lines.push(`- [${marked(`${choice.coded ? `${choice.code} ` : ""}${choice.title}`)}](${choice.short})`, ...(choice.gone ? [`  - ${marked(choice.gone)}`] : choice.text ? [`  - ${marked(choice.text)}`] : []), "");
        }
      }
      lines.push("---", "", "## Deze les", "", `- <${address().replace(/[<>\s]/g, encodeURIComponent)}>`, "");
      return lines.join("\n");
    };
    find("dia").addEventListener("click", () => download(".md", "text/markdown", slides()));
    // A cell that a spreadsheet could take for a formula gets an apostrophe in front.
    const cell = (value) => `"${(/^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
    find("csv").addEventListener("click", () => {
      const lines = [["Plaats", "Soort", "Code", "Titel of tekst", "Uitleg", "Adres"]];
      set.pieces.forEach(({ kind, text }, at) => {
        const choice = kind === "stof" ? known(text) : null;
        lines.push([String(at + 1), kind, kind === "stof" ? text : "", choice ? choice.title : kind === "stof" ? "niet bekend" : text, choice ? choice.gone || choice.text : "", choice ? choice.short : ""]);
      });
      download(".csv", "text/csv", `\uFEFF${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`);
    });
    find("bestand").addEventListener("click", () => {
      const stukken = set.pieces.map(({ kind, text }) => ({ soort: kind, tekst: text }));
      download(".json", "application/json", JSON.stringify({ soort: NAME, versie: VERSION, titel: set.title, datum: stamp(today()), stukken }, null, 1));
    });
    const unpack = (source) => {
      let file;
      try { file = JSON.parse(source); } catch { throw new Refused("Dit bestand is niet te lezen. Het is beschadigd, of het is geen bestand van een lesset."); }
      if (file?.soort !== NAME) throw new Refused("Dit is geen bestand van een lesset.");
      version(file.versie);
      if (!Array.isArray(file.stukken) || file.stukken.some((one) => typeof one !== "object" || one === null)) throw new Refused("Dit bestand van een lesset is beschadigd.");
      return checked({ title: file.titel, pieces: file.stukken.map(({ soort, tekst }) => ({ kind: soort, text: tekst })) });
    };
    find("open").addEventListener("change", async () => {
      const input = find("open");
      const [file] = input.files;
      if (!file) return;
      tell("");
      try {
        if (file.size > LARGEST) throw new Refused(`Dit bestand is te groot: ${Math.ceil(file.size / 1024)} kB. Een bestand van een lesset is hoogstens ${LARGEST / 1024} kB.`);
        let source;
        try { source = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()); } catch { throw new Refused("Dit bestand is niet te lezen. Het is beschadigd, of het is geen bestand van een lesset."); }
        const opened = unpack(source);
        if (!isEmpty() && !confirm("De les die hier nu staat, wordt vervangen door die uit het bestand. Doorgaan?")) return;
        set = opened;
        refresh();
        say(`Geopend: ${set.pieces.length} stukken.`);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell(`${error.message} Er is niets veranderd.`);
      } finally {
        input.value = "";
      }
    });

    // ---- Begin -----------------------------------------------------------------------------------------------------------
    const fromLocation = async (event) => {
      const text = location.hash.slice(1);
      const more = new URLSearchParams(text).get("erbij");
      try {
        if (more !== null) {
          const code = coded(more);
          if (!event && await elsewhere(code)) {
            refresh();
            tell(`${named({ kind: "stof", text: code })} staat nu in de les die in een ander tabblad openstaat. Dit tabblad kan dicht.`);
          } else {
            add([{ kind: "stof", text: code }]);
            list.lastElementChild.scrollIntoView({ block: "nearest" });
          }
        } else if (/(^|&)v=/.test(text) && location.hash !== written) {
          set = fromAddress(text);
          refresh();
        } else if (written && location.hash !== written) {
          history.replaceState(null, "", written); // somebody followed a link within the page
        }
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell(`Deze les is niet te openen. ${error.message}`);
      }
    };
    // A link 'Voeg toe aan een eigen lesset' comes to the tab that such a link opened before. When a browser keeps the two
    // tabs apart, it opens another one: that asks whether a set stands open elsewhere, and gives it what it came for.
    const channel = new BroadcastChannel("lesset-maken");
    const elsewhere = (code) => new Promise((resolve) => {
      const mark = String(Math.random());
      const answer = ({ data }) => { if (data.taken === mark) resolve(true); };
      channel.addEventListener("message", answer);
      channel.postMessage({ code, mark });
      setTimeout(() => { channel.removeEventListener("message", answer); resolve(false); }, 250);
    });
    channel.addEventListener("message", ({ data: { code, mark } }) => {
      if (code && set.pieces.length && add([{ kind: "stof", text: code }])) channel.postMessage({ taken: mark });
    });
    // What somebody looks up is opened beside the set, and its link to add it leads back here.
    for (const { row } of choices) for (const link of row.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "opener" });
    for (const part of tool.querySelectorAll("[data-met-script]")) part.hidden = false;
    find("uit").hidden = true;
    const shared = /(^|&)v=/.test(location.hash.slice(1));
    fromLocation();
    addEventListener("hashchange", fromLocation);
    if (shared && !isEmpty()) tool.prepend(find("uit")); // who got the address comes to read
  }
}

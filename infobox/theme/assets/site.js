// Colours, the menu, copying, and anchors that moved. Everything on the site can be read and followed without it.
{
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem("kleuren"); } catch { return null; } };

  // Colours follow the device until somebody chooses; only then is anything kept in the browser.
  const NAMES = { "": "als het apparaat", licht: "licht", donker: "donker" };
  const button = document.querySelector("button[data-kleuren]");
  if (button) {
    const show = (choice) => {
      if (choice) root.dataset.kleuren = choice;
      else delete root.dataset.kleuren;
      button.querySelector("[data-kleuren-nu]").textContent = NAMES[choice];
    };
    show(NAMES[remembered()] ? remembered() : "");
    button.hidden = false;
    button.addEventListener("click", () => {
      const choices = Object.keys(NAMES);
      const next = choices[(choices.indexOf(root.dataset.kleuren || "") + 1) % choices.length];
      try {
        if (next) localStorage.setItem("kleuren", next);
        else localStorage.removeItem("kleuren");
      } catch { /* a browser that keeps nothing: the choice holds for this page */ }
      show(next);
    });
  }

  const menu = document.querySelector("[data-menu]");
  if (menu) {
    const close = (event) => {
      if (!menu.open || (event.type === "click" && menu.contains(event.target))) return;
      if (event.type === "keydown" && event.key !== "Escape") return;
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
  }


  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "kopieerveld";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy refused");
  };

  // A slide or a letter takes the link itself, with its title; what knows only text takes both.
  const copyLink = async (link) => {
    const text = `${link.textContent.trim()}, ${link.href}`;
    if (!window.ClipboardItem || !window.isSecureContext) return copy(text);
    const bare = document.createElement("a");
    bare.href = link.href;
    bare.textContent = link.textContent.trim();
    const kinds = { "text/html": bare.outerHTML, "text/plain": text };
    const parts = Object.entries(kinds).map(([type, said]) => [type, new Blob([said], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
  };

  for (const button of document.querySelectorAll("button[data-kopieer], button[data-kopieer-van]")) {
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "kopieer__status";
    button.after(status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = button.dataset.kopieerVan;
      const text = source
        ? document.getElementById(source).textContent.trim().replace(/\s+/g, " ")
        : new URL(button.dataset.kopieer, document.baseURI).href;
      try {
        await (button.dataset.kopieerAls === "link" ? copyLink(document.getElementById(source)) : copy(text));
        status.textContent = "Gekopieerd";
      } catch {
        status.textContent = `Kopiëren lukt niet. Dit is de tekst: ${text}`;
      }
      setTimeout(() => (status.textContent = ""), 5000);
    });
  }

  // Whether a day has come is for today to say, not for the day on which the page was made.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const day of document.querySelectorAll("[data-voor]")) {
    day.querySelector("[data-te-laat]").hidden = day.dataset.voor > today;
  }
  // On paper an address says on which site it is, also where that was not known when the site was built.
  addEventListener("beforeprint", () => {
    for (const shown of document.querySelectorAll(".vast-adres a, .adres.gedrukt")) {
      if (shown.textContent.startsWith("/")) shown.textContent = new URL(`${root.dataset.root}/.${shown.textContent}`, document.baseURI).href;
    }
  });

  const wanted = () => {
    const anchor = location.hash.slice(1);
    try { return decodeURIComponent(anchor); } catch { return anchor; /* no address of ours */ }
  };

  // Who comes for a part that is folded, finds it open.
  const unfold = () => {
    const part = wanted() && document.getElementById(wanted());
    for (let fold = part && part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Who comes with `?sinds=2026-03` is told what changed since: on a page of one entry, or on one that many share.
  const since = new URLSearchParams(location.search).get("sinds") || "";
  const changes = document.getElementById("wijzigingen");
  const shared = [...document.querySelectorAll(".begrip")];
  if ((changes || shared.length) && /^\d{4}(-\d\d){0,2}$/.test(since)) {
    const later = (within) => [...within.querySelectorAll(".wijzigingen > li")].filter((one) => one.querySelector("time").dateTime >= since);
    const marked = changes ? later(changes.closest("details") || changes.parentElement) : shared.filter((one) => later(one).length);
    for (const one of changes ? marked : [...marked, ...marked.flatMap(later)]) one.classList.add("sinds");
    if (marked.length && changes?.tagName === "DETAILS") changes.open = true;
    for (const one of shared) if (one.id === wanted()) one.querySelector("details").open = true;
    const link = (to, words) => Object.assign(document.createElement("a"), { href: `#${to}`, textContent: words });
    const told = changes
      ? [link("wijzigingen", marked.length === 1 ? "1 wijziging" : `${marked.length} wijzigingen`)]
      : marked.length > 12 ? [`${marked.length} begrippen veranderd of erbij`]
      : marked.flatMap((one, at) => [at ? ", " : "veranderd of erbij: ", link(one.id, one.dataset.naam)]);
    const said = document.createElement("p");
    said.className = "melding";
    said.setAttribute("role", "status");
    said.append(`Sinds ${since.split("-").reverse().join("-")}: `, ...(marked.length ? told : ["niets veranderd"]), ".");
    document.querySelector(".kop")?.after(said);
  }

  // Who comes for a part that is not here (any more), is told so.
  const notHere = document.querySelector("[data-geen-deel]");
  const tell = () => { notHere.hidden = !wanted() || Boolean(document.getElementById(wanted())); };
  if (notHere) {
    addEventListener("hashchange", tell);
    tell();
  }

  const follow = () => {
    const moved = document.querySelector("[data-verhuisd]:target");
    if (moved) location.replace(new URL(moved.dataset.verhuisd, document.baseURI));
  };
  addEventListener("hashchange", follow);
  follow();
}

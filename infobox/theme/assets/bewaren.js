// Puts the whole site in this browser, and takes it away again (bladzijden.js). Nothing is kept before the button is pressed.
{
  const state = document.querySelector("[data-bewaren-stand]");
  const button = document.querySelector("[data-bewaren]");
  const program = new URL(state.dataset.program, document.baseURI);
  const scope = new URL("./", program);
  const NAME = `bladzijden ${scope.pathname} `; // as in bladzijden.js
  const PUT = "Zet de site op dit apparaat";
  const REMOVE = "Haal de site van dit apparaat";
  const HERE = "De site staat op dit apparaat. Zonder internet opent deze browser de bladzijden die hier staan.";
  const NEWER = "Er staat ook een nieuwere uitgave klaar. Deze browser gebruikt die zodra alle tabbladen van de site dicht zijn geweest.";

  const editions = async () => (await caches.keys()).filter((name) => name.startsWith(NAME));
  /** Whether an edition is here, all of it: the home page comes last. */
  const isHere = async () => {
    const found = await Promise.all((await editions()).map((name) => caches.match(scope, { cacheName: name })));
    return found.some(Boolean);
  };
  const registered = () => navigator.serviceWorker.getRegistration(scope);

  const say = (words, label) => {
    state.textContent = words;
    button.hidden = !label;
    if (label) button.textContent = label;
  };

  /** Until a program that is being installed is there, or has failed. */
  const settled = (worker) => new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "redundant") reject(new Error("not installed"));
      else if (worker.state !== "installing") resolve();
    };
    worker.addEventListener("statechange", look);
    look();
  });

  const asked = (worker) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data ? resolve() : reject(new Error("not filled")));
    worker.postMessage("fill", [port2]);
  });

  async function put() {
    const registration = await navigator.serviceWorker.register(program);
    if (registration.installing) await settled(registration.installing);
    if (!await isHere()) await asked(registration.active || registration.waiting);
  }

  async function remove() {
    const clear = async () => { for (const name of await editions()) await caches.delete(name); };
    await clear();
    await (await registered())?.unregister(); // a browser that is fetching a newer edition, ends that first
    await clear();
  }

  const size = async () => {
    const answer = await fetch(state.dataset.edition, { method: "HEAD" }).catch(() => null);
    const bytes = answer?.ok ? Number(answer.headers.get("Content-Length")) : 0;
    return bytes ? ` Dat haalt ${(bytes / 1e6).toFixed(1).replace(".", ",")} MB op.` : "";
  };

  const busy = () => button.getAttribute("aria-disabled") === "true";

  /** Tell of an edition that comes in while the page is open. */
  function follow(registration) {
    const worker = registration.installing;
    if (worker) worker.onstatechange = () => { if (worker.state === "installed" && !busy()) show(); };
    registration.onupdatefound = () => follow(registration);
  }

  async function show() {
    if (await isHere()) {
      const registration = await registered();
      if (registration) follow(registration);
      say(registration?.waiting ? `${HERE} ${NEWER}` : HERE, REMOVE);
    } else {
      say(`De site staat niet op dit apparaat.${await size()}`, PUT);
    }
  }

  button.addEventListener("click", async () => {
    if (busy()) return;
    button.setAttribute("aria-disabled", "true"); // not `disabled`: that would take the focus away
    try {
      if (button.textContent === PUT) {
        say("Bezig met ophalen.", PUT);
        await put();
        await show();
      } else {
        say("Bezig met weghalen.", REMOVE);
        await remove();
        say("De site is van dit apparaat gehaald. Er is niets van bewaard.", PUT);
      }
    } catch {
      await remove().catch(() => {});
      say("Het lukt niet. Misschien is er geen internet of te weinig ruimte. Er is niets bewaard.", PUT);
    }
    button.removeAttribute("aria-disabled");
  });

  if (location.protocol === "file:") say("Deze uitgave staat al op een schijf of stick. De browser hoeft niets te bewaren.");
  else if (!window.isSecureContext) say("Dat kan alleen als het adres van de site met https begint. Dit adres begint daar niet mee.");
  else if (!navigator.serviceWorker || !window.caches || !window.DecompressionStream) say("Deze browser kan dat niet, of niet in een privévenster.");
  else show().catch(() => say("Deze browser staat niet toe dat een site iets bewaart."));
}

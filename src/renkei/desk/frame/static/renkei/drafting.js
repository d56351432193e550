/* Checks a model text while it is written. Without this script the button "点検する" does the same. */
"use strict";
(() => {
  const form = document.getElementById("model");
  const found = document.getElementById("findings");
  if (!form || !found) return;
  const text = form.querySelector("textarea");
  let waiting = 0;
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    const sent = new FormData(form);
    sent.set("act", "check");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      if (!answer.ok || mine !== asked) return; // a later question is on its way
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("findings");
      if (fresh) found.replaceChildren(...fresh.childNodes);
    } catch {
      /* the network is away: the button still says so */
    }
  };
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 700);
  });
})();

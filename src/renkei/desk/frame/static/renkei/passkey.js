/* Passkeys: what needs this script is shown only with it, and trouble is said on the page. */
"use strict";
(() => {
  if (window.PublicKeyCredential) {
    for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const trouble = document.getElementById("passkey-trouble");
    if (trouble) { trouble.hidden = false; trouble.focus(); }
  });
})();

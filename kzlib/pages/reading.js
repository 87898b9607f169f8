// The sentence of an article that is chosen, by a click on its number or by the address, and a
// button beside it that copies it with its reference. The report's script and the website use it.
window.kzReading = (function () {
  "use strict";
  var button = document.createElement("button"), said = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  said.setAttribute("role", "status");

  function choose(span) {
    document.querySelectorAll(".reading .here").forEach(function (each) {
      each.classList.remove("here");
      each.removeAttribute("aria-current");
    });
    if (!span) return;
    span.classList.add("here");
    span.setAttribute("aria-current", "true");
    span.nextElementSibling.after(" ", button, " ", said);
    button.textContent = "Copy with reference";
    said.textContent = "";
    span.scrollIntoView({ block: "center" });
  }

  function citation(span) { // what is copied: the words, where they stand, and the caveat
    var given = span.closest("article").dataset, number = span.nextElementSibling.textContent;
    return "\u201c" + span.textContent + "\u201d\n" + given.reference + ", sentence " + number +
      " (" + given.article + ":" + number + ")" + (given.caveat ? "\n" + given.caveat : "");
  }

  function copy(text) { // a page without a secure address has no clipboard but the old one
    if (!navigator.clipboard) return old(text);
    return navigator.clipboard.writeText(text).catch(function () { return old(text); });
  }
  function old(text) {
    var box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    var done = document.execCommand("copy");
    box.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  button.addEventListener("click", function () {
    var span = document.querySelector(".reading .here");
    copy(citation(span)).then(
      function () { said.textContent = "Copied."; button.focus(); },
      function () { said.textContent = "This browser does not allow it."; });
  });
  function follow() {
    var name = location.hash.slice(1), span;
    try { name = decodeURIComponent(name); } catch { return; } // such as "#100%"
    span = document.getElementById(name);
    if (span && span.matches(".reading .s")) choose(span);
  }
  window.addEventListener("hashchange", follow);
  follow();
  return choose;
})();

// Keeps the reception page up to date. Without it the page works too: every button is a form.
"use strict";

const parts = document.getElementById("parts");
const lost = document.getElementById("lost");
const title = document.title;
const number = () => new URLSearchParams(location.search).get("number") || "0";
const room = () => document.getElementById("room").value;
let knownHelp = new Set(helpIds());
let fetching = null;
let again = false;

function helpIds() {
  return [...document.querySelectorAll("[data-help-id][data-state=open]")].map((call) => call.dataset.helpId);
}

// Only what differs is replaced, so that a press is not lost and a screen reader is not interrupted.
// What somebody has chosen or opened in a part stays when the part is renewed.
function renew(old, part) {
  const fresh = document.importNode(part, true);
  for (const field of old.querySelectorAll("select[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (same && [...same.options].some((option) => option.value === field.value)) same.value = field.value;
  }
  old.replaceWith(fresh);
}

function show(html, withNote) {
  const fresh = new DOMParser().parseFromString(`<main>${html}</main>`, "text/html");
  const focused = document.activeElement && document.activeElement.id;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.id);
    if (part.id === "note" && !withNote && !part.querySelector(".note")) continue;
    if (old.outerHTML !== part.outerHTML) renew(old, part);
  }
  if (focused && document.activeElement.id !== focused) {
    const same = document.getElementById(focused);
    if (same && !same.disabled) same.focus();
    else if (same && same.closest("#here")) document.querySelector("#here button:enabled")?.focus();
  }
  const open = helpIds();
  document.title = open.length ? `(!) Hilfe gerufen · ${title}` : title;
  if (open.some((id) => !knownHelp.has(id))) sound();
  knownHelp = new Set(open);
}

// Browsers allow this once somebody has pressed anything on the page; until then the banner has to do.
function sound() {
  try {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.2, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 1);
    tone.frequency.value = 740;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 1);
    tone.onended = () => audio.close();
  } catch { /* No sound device. */ }
}

async function answered(response, withNote) {
  if (response.status === 401) { location.href = "/login"; return; }
  if (!response.ok) {
    const refusal = await response.json();
    const note = document.getElementById("note");
    const text = document.createElement("div");
    text.className = "note bad";
    text.textContent = refusal.detail;
    note.replaceChildren(text);
    return;
  }
  show(await response.text(), withNote);
}

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = fetch(`/parts?room=${encodeURIComponent(room())}&number=${number()}`, { cache: "no-store", headers: { "X-Live": "1" } });
  try { await answered(await fetching, false); } catch { lost.hidden = false; }
  fetching = null;
  if (again) { again = false; refresh(); }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.closest("#parts")) return;
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "1";
  const button = form.querySelector("button");
  button.classList.add("busy");
  try {
    const body = new URLSearchParams(new FormData(form));
    if (form.closest("#chosen")) history.replaceState(null, "", `/?room=${encodeURIComponent(room())}`);
    await answered(await fetch("/do", { method: "POST", body, headers: { "X-Live": "1" } }), true);
  } catch {
    lost.hidden = false;
  } finally {
    delete form.dataset.sent;
    button.classList.remove("busy");
  }
});

document.getElementById("room").addEventListener("change", () => {
  location.href = `/?room=${encodeURIComponent(room())}`;
});

let pause = 200;
function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/v1/watch?topic=reception`);
  socket.onopen = () => { pause = 200; lost.hidden = true; refresh(); };
  socket.onmessage = refresh;
  socket.onclose = () => {
    lost.hidden = false;
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 5000);
  };
}
connect();
setInterval(refresh, 20000);
document.documentElement.dataset.live = "1";

// The service worker: after one visit the site is there without a network.
//
// `xtask/src/offline.rs` writes two constants before this: BUILD names the build, FILES has each of its files by its
// address in this folder, with the SHA-256 of its content and whether it is fetched only when it is asked for.
//
// Contract: a page and all that it asks for are of one build. Each build has a cache of its own, and what is in it has
// the digest that the list says. A build takes over when the pages of the one before are gone or when a reader asks
// for it; what those pages may still ask for is kept until none of them is open. A build that did not arrive whole
// never takes over, and what did arrive is not fetched again.
// Failure: what can be had neither from the cache nor, by its digest, from the host is asked of the host as if this
// were not here. Names carry digests, so that is right for all but the pages themselves, and a page from the host
// asks for its own files.
// Limits: it answers for files of this folder. What the reader wrote is not its business.

const HOME = new URL('.', location);
// Another copy of this program may lie in another folder of this origin.
const OURS = `meipi ${HOME.pathname} `;
const CACHE = OURS + BUILD;
const DIGEST = 'x-meipi-digest';

addEventListener('install', (event) => event.waitUntil(fill()));
// The page of the first visit too: what it asks for from now on is kept.
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(skipWaiting());
  if (event.data === 'opened') event.waitUntil(tidy());
});

addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path) event.respondWith(answer(event.request, path));
});

/** The address in this folder that a request is for; nothing if it is for something else. */
function pathOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== HOME.origin || !pathname.startsWith(HOME.pathname)) return null;
  const path = pathname.slice(HOME.pathname.length) || 'index.html';
  // Some hosts drop the ending from the addresses of pages.
  return mode === 'navigate' && FILES.has(`${path}.html`) ? `${path}.html` : path;
}

/** The whole address: a name with a colon is no scheme. */
function at(path) {
  return new URL(`./${path}`, HOME);
}

async function answer(request, path) {
  try {
    const kept = await find(request, path);
    if (kept) return kept;
  } catch {
    // No network, no room in the cache, or the host has another build: see above.
  }
  const article = request.mode === 'navigate' && FILES.has(path) && path.match(/(.+)\.html$/);
  if (!article) return fetch(request);
  // An article's own page is for who comes from elsewhere; the program has all articles.
  return fetch(request).catch(() => Response.redirect(`${HOME}#${article[1]}`));
}

async function find(request, path) {
  const file = FILES.get(path);
  // A page of an older build that is still open asks for its own.
  if (!file) return request.mode === 'navigate' ? null : caches.match(at(path));
  const cache = await caches.open(CACHE);
  const kept = await cache.match(at(path));
  if (kept) return kept;
  const fetched = await get(path, file.digest);
  await cache.put(at(path), fetched.clone());
  return fetched;
}

/** Brings the build here. What an older one has of it is taken from there. */
async function fill() {
  const cache = await caches.open(CACHE);
  const here = await byDigest();
  await Promise.all(Array.from(FILES, async ([path, { digest, late }]) => {
    const same = here.get(digest);
    if (same) await cache.put(at(path), same.clone());
    else if (!late) await cache.put(at(path), await get(path, digest));
  }));
}

/** Everything that is kept, whatever build it came with, by its digest. */
async function byDigest() {
  const found = new Map();
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      found.set(response.headers.get(DIGEST), response);
    }
  }
  return found;
}

/** A file from the host, if it is the one that is meant. */
async function get(path, digest) {
  const integrity = `sha256-${digest}`;
  // The browser's own cache may have it from loading the page, or may have that of an older build.
  const response = await fetch(at(path), { integrity }).catch(() => fetch(at(path), { integrity, cache: 'reload' }));
  const headers = new Headers(response.headers);
  // The body is unpacked by now, and a response made anew stands for the address it is asked by: a browser takes
  // none that was redirected for a page.
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name);
  headers.set(DIGEST, digest);
  return new Response(response.body, { headers });
}

/** Lets go of other builds, when the page that has just opened is the only one and no newer build is on its way. */
async function tidy() {
  const others = (await ours()).filter((name) => name !== CACHE);
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = open.filter(({ url }) => url.startsWith(HOME.href));
  if (registration.installing || registration.waiting || pages.length > 1) return;
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

// Starts the page's program once the page as it stands has been painted. Nothing of the program is asked for before:
// it would share the line with what the paint waits for.
await new Promise((painted) => {
  // Where nobody looks nothing is painted.
  if (document.hidden) painted();
  else requestAnimationFrame(() => setTimeout(painted));
});
const program = fetch(new URL('app_bg.wasm', import.meta.url));
const [{ default: start }] = await Promise.all([import('./app.js'), import('./parts.js')]);
await start({ module_or_path: program });

// Tells when the notes are first on the screen, by a mark: `xtask/src/bench/notes.rs` sets it to run before the
// page's first script, and calls the rest.
(() => {
  const isPainted = () => [...CSS.highlights].some(([name, { size }]) => name.startsWith('note-') && size > 0);
  const look = () => {
    if (isPainted()) setTimeout(() => performance.mark('bench-notes'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();

// The times between frames: `xtask/src/bench/notes.rs` runs it in a page, scrolls, and takes them.
(() => {
  let last = null;
  let going = true;
  const deltas = [];
  const frame = (now) => {
    if (last !== null) deltas.push(now - last);
    last = now;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.takeFrames = () => {
    going = false;
    return deltas;
  };
})();

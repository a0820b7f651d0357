// The first lines of both programs in `meipi.html`: what lies there as base64 of gzip, as bytes.

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const unpacked = (base64) => {
  const plain = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).arrayBuffer();
};

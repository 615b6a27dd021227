// Loaded before the language server: whatever it tries in the network fails and is written down.
const dns = require("node:dns");
const net = require("node:net");

function refused(what) {
  return (...given) => {
    process.stderr.write(`NETWORK ${what} ${JSON.stringify(given[0])}\n`);
    throw new Error("no network in this test");
  };
}

net.Socket.prototype.connect = refused("connect");
dns.lookup = refused("lookup");
globalThis.fetch = refused("fetch");

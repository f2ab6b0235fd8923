// npm's @tus/server as a province's file store: `node server.mjs PORT FOLDER`. Offsets are its own; beside it stand only a
// log-in, the creation under the name that the counter knows beforehand, and the digest of what is whole.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { Server, Upload } from "@tus/server";

const [port, folder] = process.argv.slice(2);
const store = new FileStore({ directory: folder });
const tus = new Server({ path: "/blobs", datastore: store });

async function held(name) {
  try {
    return await store.getUpload(name);
  } catch {
    return null;
  }
}

async function digest(name) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(join(folder, name))) hash.update(piece);
  return `sha-256=:${hash.digest("base64")}:`;
}

http
  .createServer(async (request, response) => {
    if (request.url === "/token") {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ access_token: "t", token_type: "bearer", expires_in: 3600 }));
      return;
    }
    const name = request.url.split("/").pop();
    const upload = await held(name);
    if (request.method === "PATCH" && upload === null) {
      await store.create(new Upload({ id: name, size: Number(request.headers["upload-length"]), offset: 0 }));
    }
    // The contract tells the length with each piece; a tus server takes it at the creation alone.
    delete request.headers["upload-length"];
    for (let at = request.rawHeaders.length - 2; at >= 0; at -= 2) {
      if (request.rawHeaders[at].toLowerCase() === "upload-length") request.rawHeaders.splice(at, 2);
    }
    if (request.method === "HEAD" && upload !== null && upload.offset === upload.size) {
      response.setHeader("Repr-Digest", await digest(name));
    }
    await tus.handle(request, response);
  })
  .listen(Number(port), "127.0.0.1", () => console.log("listening"));

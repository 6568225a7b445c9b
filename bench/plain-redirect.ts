// The bare limit of a redirect: Node's own HTTP server that answers 302 and does nothing else. Prints its
// port. Example: GET /anything → 302 https://school.example/piano.
import { createServer } from "node:http";

const server = createServer((_request, response) => {
  response.writeHead(302, { location: "https://school.example/piano", "content-length": 0 });
  response.end();
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" ? address?.port : address);
});

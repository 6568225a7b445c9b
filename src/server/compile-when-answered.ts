// Compiles what writes an answer when a route first gives one: all of some four hundred at the start took
// three and a half seconds, and most are never asked for. An answer that breaks its shape is a 500, as ever.
// Example: server.setSerializerCompiler(compileWhenAnswered).
import { serializerCompiler } from "fastify-zod-openapi";

export const compileWhenAnswered: typeof serializerCompiler = (route) => {
  let write: ReturnType<typeof serializerCompiler> | undefined;
  return (value) => {
    write ??= serializerCompiler(route);
    return write(value);
  };
};

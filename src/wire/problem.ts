// Every answer that is not a success, as RFC 9457 application/problem+json. `code` is stable and meant for
// programs, `title` and `detail` are for people; `errors` says where in the input, as the caller spelled it.
// Example: { "type": "urn:partage:problem:invalid_request", "title": "Bad Request", "status": 400,
//   "code": "invalid_request", "detail": "1 field is not right.", "errors": [{ "path": "lines[0].amount", …
//   }], … }
import { z } from "zod";

export const problemError = z
  .object({
    path: z.string().meta({ description: "Where in the input: contracts[0].share" }),
    code: z.string(),
    message: z.string(),
    facts: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "What the message speaks of, for saying it in another language: { bound: 200 }" }),
  })
  .meta({ id: "ProblemError" });

export const problem = z
  .object({
    type: z.string().meta({ examples: ["urn:partage:problem:not_found"] }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "Stable; programs branch on it.", examples: ["not_found"] }),
    detail: z.string(),
    errors: z.array(problemError),
    facts: z.record(z.string(), z.unknown()).optional().meta({ description: "What the code speaks of." }),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

export type Problem = z.infer<typeof problem>;
export type ProblemError = z.infer<typeof problemError>;

export const PROBLEM_TYPE = "application/problem+json";

// What a demo that was cut short has already, or what somebody changed meanwhile, is no reason to stop: what
// is refused is left out. Anything else is thrown. Example: unlessRefused(() => createParty(…)) of a party
// that is there → undefined.
import { Refusal } from "../base/refusal.ts";

export async function unlessRefused<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

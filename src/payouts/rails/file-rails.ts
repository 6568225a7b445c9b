// The rails that are a file, by name. Example: FILE_RAILS.sepa?.write(batch) → pain.001 XML.
// A rail that is not here is a call to a service.
import type { RailName } from "../rail-names.ts";
import { achRail } from "./ach.ts";
import type { FileRail } from "./batch.ts";
import { csvRail } from "./csv.ts";
import { pixRail } from "./pix.ts";
import { sepaRail } from "./sepa.ts";
import { wiseRail } from "./wise.ts";

export const FILE_RAILS: Partial<Record<RailName, FileRail>> = {
  csv: csvRail,
  sepa: sepaRail,
  ach: achRail,
  wise: wiseRail,
  pix: pixRail,
};

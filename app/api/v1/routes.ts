import * as channels from "./channels/route";
import * as contact from "./contacts/[id]/route";
import * as contacts from "./contacts/route";
import * as contract from "./contracts/[id]/route";
import * as contracts from "./contracts/route";
import * as customer from "./customers/[id]/route";
import * as customers from "./customers/route";
import * as departments from "./departments/route";
import * as feedbackRecord from "./feedback/[id]/route";
import * as feedback from "./feedback/route";
import * as importErrors from "./imports/[id]/errors.csv/route";
import * as oneImport from "./imports/[id]/route";
import * as importUndo from "./imports/[id]/undo/route";
import * as imports from "./imports/route";
import * as markers from "./markers/route";
import * as metric from "./metrics/[metric]/route";
import * as cohorts from "./metrics/cohorts/route";
import * as comparison from "./metrics/compare/route";
import * as survival from "./metrics/survival/route";
import * as momentsOfTruth from "./moments-of-truth/route";
import * as order from "./orders/[id]/route";
import * as orders from "./orders/route";
import * as phaseMoves from "./phase-moves/route";
import * as phases from "./phases/route";
import * as productGroups from "./product-groups/route";
import * as segments from "./segments/route";
import * as touchpoint from "./touchpoints/[id]/route";
import * as touchpoints from "./touchpoints/route";

/**
 * Every route of the REST API by its path, in the order of its reference page: what its description and its tests walk
 * through. A test holds this list against the files.
 */
export const routes: Record<string, Record<string, unknown>> = {
  "/customers": customers,
  "/customers/{id}": customer,
  "/orders": orders,
  "/orders/{id}": order,
  "/contracts": contracts,
  "/contracts/{id}": contract,
  "/contacts": contacts,
  "/contacts/{id}": contact,
  "/phase-moves": phaseMoves,
  "/feedback": feedback,
  "/feedback/{id}": feedbackRecord,
  "/imports": imports,
  "/imports/{id}": oneImport,
  "/imports/{id}/errors.csv": importErrors,
  "/imports/{id}/undo": importUndo,
  "/metrics/{metric}": metric,
  "/metrics/cohorts": cohorts,
  "/metrics/compare": comparison,
  "/metrics/survival": survival,
  "/touchpoints": touchpoints,
  "/touchpoints/{id}": touchpoint,
  "/departments": departments,
  "/channels": channels,
  "/phases": phases,
  "/moments-of-truth": momentsOfTruth,
  "/product-groups": productGroups,
  "/segments": segments,
  "/markers": markers,
};

import { PromisesView } from "@/components/promises/promises-view";
import { definePage } from "@/lib/doors/define-page";
import { listPromises } from "@/lib/promises/queries/list-promises";
import { promisesInput } from "@/lib/promises/schema";

export default definePage({
  can: "metrics:read",
  input: promisesInput,
  load: listPromises,
  view: PromisesView,
});

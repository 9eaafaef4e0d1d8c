import { EntryListView } from "@/components/catalogue/entry-list-view";
import { listEntries } from "@/lib/catalogue/queries/list-entries";
import { listInput } from "@/lib/catalogue/schema/admin";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "catalogue:manage",
  input: listInput,
  load: listEntries,
  view: EntryListView,
});

import { ShareLinksView } from "@/components/sharing/share-links-view";
import { noInput } from "@/lib/accounts/schema";
import { definePage } from "@/lib/doors/define-page";
import { listShareLinks } from "@/lib/sharing/queries/list-links";

export default definePage({
  can: "shares:write",
  input: noInput,
  load: listShareLinks,
  view: ShareLinksView,
});

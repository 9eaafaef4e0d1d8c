import { BuyingView } from "@/components/buying/buying-view";
import { loadBuying } from "@/lib/buying/queries/load-buying";
import { buyingInput } from "@/lib/buying/schema/pages";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "metrics:read", input: buyingInput, load: loadBuying, view: BuyingView });

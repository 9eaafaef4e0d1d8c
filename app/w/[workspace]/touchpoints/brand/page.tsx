import { BrandView } from "@/components/brand/brand-view";
import { loadBrand } from "@/lib/brand/queries/load-brand";
import { brandInput } from "@/lib/brand/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "touchpoints:read", input: brandInput, load: loadBrand, view: BrandView });

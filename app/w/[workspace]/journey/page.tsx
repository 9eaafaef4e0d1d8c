import { BookView } from "@/components/phasebook/book-view";
import { definePage } from "@/lib/doors/define-page";
import { loadBook } from "@/lib/phasebook/queries/load-book";
import { bookInput } from "@/lib/phasebook/schema/pages";

export default definePage({ can: "metrics:read", input: bookInput, load: loadBook, view: BookView });

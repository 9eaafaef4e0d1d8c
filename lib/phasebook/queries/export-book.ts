import type { ListExport } from "@/lib/doors/list-export";
import type { BookInput } from "../schema/pages";
import { type BookPage, loadBook } from "./load-book";

/** The pages of the book with what each phase has got. */
export const bookExport: ListExport<BookInput, BookPage & { main: string }> = {
  name: "phasebook",
  columns: [
    { key: "mainPhase", value: ({ main }) => main },
    { key: "phase", value: ({ name }) => name },
    { key: "csat", kind: "number", value: ({ measured }) => measured.value },
    { key: "n", kind: "number", value: ({ measured }) => measured.n },
    { key: "low", kind: "number", value: ({ measured }) => measured.interval?.low ?? null },
    { key: "high", kind: "number", value: ({ measured }) => measured.interval?.high ?? null },
    { key: "feedbackRecords", kind: "number", value: ({ feedback }) => feedback },
    { key: "touchpoints", kind: "number", value: ({ touchpoints }) => touchpoints },
    { key: "measures", kind: "number", value: ({ measures }) => measures },
    { key: "budget", kind: "money", value: ({ budget }) => budget },
    { key: "personDays", kind: "number", value: ({ personDays }) => personDays },
    { key: "goals", kind: "number", value: ({ goals }) => goals },
    { key: "weakPoints", kind: "number", value: ({ weakPoints }) => weakPoints },
  ],
  rows: async (scope, input) => {
    const { pages, mains } = await loadBook(scope, input);
    return pages.map((page) => ({
      ...page,
      main: mains.find(({ key }) => key === page.parent)?.name ?? page.name,
    }));
  },
};

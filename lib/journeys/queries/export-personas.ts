import type { ListExport } from "@/lib/doors/list-export";
import type { PersonaListInput } from "../schema/persona";
import { listPersonas, type Persona } from "./list-personas";

/** All personas with what matters to them. */
export const personasExport: ListExport<PersonaListInput, Persona> = {
  name: "personas",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "segment", value: ({ segment }) => segment?.name ?? null },
    { key: "who", value: ({ who }) => who },
    { key: "needs", value: ({ needs }) => needs },
    { key: "quote", value: ({ quote }) => quote },
    { key: "touchpoints", value: ({ touchpoints }) => touchpoints.map(({ name }) => name).join("; ") },
    { key: "retired", value: ({ isRetired }) => (isRetired ? "✓" : null) },
    { key: "key", value: ({ key }) => key },
  ],
  rows: (scope) => listPersonas(scope),
};

import type { Scope } from "@/lib/auth/scope";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import { type Question, questions } from "../rules/catalogue";

export type MindsetRow = {
  /** In the reader's language; null: not answered. */
  shown: Record<Question, string | null>;
  texts: Record<Question, Texts>;
  /** 0: nobody has written this page yet. */
  version: number;
  updatedAt: Date | null;
};

export async function readMindset(scope: Scope, phaseId: number): Promise<MindsetRow> {
  const page = await scope.db.phasePage.findFirst({ where: { workspaceId: scope.workspaceId, phaseId } });
  const each = <V>(of: (question: Question) => V) =>
    Object.fromEntries(questions.map((question) => [question, of(question)])) as Record<Question, V>;
  return {
    shown: each((question) => page && localText(page, question, page[question], scope.locale)),
    texts: each((question) => (page ? textsOf(page, question, page[question], scope.workspaceLocale) : {})),
    version: page?.version ?? 0,
    updatedAt: page?.updatedAt ?? null,
  };
}

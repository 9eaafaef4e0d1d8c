import { type Question, questions } from "@/lib/phasebook/rules/catalogue";
import type { BookWords } from "./book-words";

/** What moves the customer, in four questions. */
export function Mindset({ shown, words }: { shown: Record<Question, string | null>; words: BookWords }) {
  return (
    <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {questions.map((question) => (
        <div key={question} data-keep className="border-s-2 border-border ps-4">
          <dt className="text-xs font-medium text-muted">{words.t(`mindset.questions.${question}`)}</dt>
          <dd
            className={`mt-1 max-w-[52ch] whitespace-pre-line text-[0.9375rem]/6 text-pretty ${shown[question] ? "" : "text-muted"}`}
          >
            {shown[question] ?? words.t("mindset.unanswered")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

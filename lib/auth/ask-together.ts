/**
 * The same question, asked by many at once, is answered by one look. Whoever asks while it is being answered shares the
 * next answer, which is looked for only after they have asked: nobody is told what was true before.
 */
export function askTogether<Answer>(
  look: (question: string) => Promise<Answer>,
): (question: string) => Promise<Answer> {
  const asked = new Map<string, { now: Promise<Answer>; next: Promise<Answer> | null }>();

  function begin(question: string): Promise<Answer> {
    const one = { now: look(question), next: null };
    asked.set(question, one);
    const end = () => {
      if (one.next === null) asked.delete(question);
    };
    one.now.then(end, end);
    return one.now;
  }

  return (question) => {
    const one = asked.get(question);
    if (!one) return begin(question);
    const again = () => begin(question);
    one.next ??= one.now.then(again, again);
    return one.next;
  };
}

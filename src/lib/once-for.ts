/** A function that answers once for each object, and keeps the answer for as long as the object lives. */
export function onceFor<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, { readonly answer: Answer }>()
  return subject => {
    const before = known.get(subject)
    if (before !== undefined) return before.answer
    const found = answer(subject)
    known.set(subject, { answer: found })
    return found
  }
}

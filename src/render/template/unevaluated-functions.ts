/** What the templates of the Flux Operator can call and is not evaluated here: the rest of slim-sprig and of Go. */
export const UNEVALUATED_FUNCTIONS: ReadonlySet<string> = new Set(
  `ago b32dec b32enc call clean date dateInZone dateModify date_in_zone date_modify dir duration durationRound env expandenv getHostByName html
  htmlDate htmlDateInZone js mustDateModify mustFromJson mustToDate mustToPrettyJson must_date_modify now osBase osClean osDir osExt osIsAbs randInt
  regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit mustRegexFind
  mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit toDate toPrettyJson typeIsLike
  unixEpoch urlJoin urlParse urlquery`.split(/\s+/),
)

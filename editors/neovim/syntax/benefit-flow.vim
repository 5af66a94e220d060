" Vim syntax file: scenarios of benefit-flows (*.flow), in English and in French.
" Written by `python -m benefit_flows.highlight` from the grammar. Changes here are lost.

if exists('b:current_syntax')
  finish
endif
let s:cpo = &cpo
set cpo&vim

syntax case match
syntax iskeyword @,48-57,_,192-255

syntax match benefitFlowColumn contained /\v\<[^<>]+\>/
syntax match benefitFlowNumber contained /\v%(\k|[.@-])@1<!\d+%(\k|-)@!/
syntax match benefitFlowDate contained /\v%(\k|[.@-])@1<!\d{4}-\d{2}-\d{2}%(\k|-)@!/
syntax match benefitFlowActionEn contained /\v%(\k|[.@-])@1<!%(%(activates|activate|switches|chooses|creates|expands|choose|create|enters|expand|leaves|starts|switch|enter|leave|links|opens|signs|start|buys|link|open|sign|buy)%([.@-]*\k)@!)/
syntax match benefitFlowValueEn contained /\v%(\k|[.@-])@1<!%(%(unavailable|available|exhausted|unlimited|accepted|disabled|inactive|unlinked|enabled|expired|pending|refused|Silver|absent|active|hidden|linked|recent|cloud|weeks|Gold|days|week|day|old)%([.@-]*\k)@!)/
syntax match benefitFlowAttemptEn contained /\v%(\k|[.@-])@1<!%(%(tries%(\s|%u00a0|%u202f)+to)%([.@-]*\k)@!)/
syntax match benefitFlowActionFr contained /\v%(\k|[.@-])@1<!%(%(développer|commencer|connecter|développe|commence|connecte|acheter|activer|choisir|choisit|quitter|achète|active|entrer|ouvrir|passer|quitte|créer|entre|ouvre|passe|crée|lier|lie)%([.@-]*\k)@!)/
syntax match benefitFlowValueFr contained /\v%(\k|[.@-])@1<!%(%(indisponible|disponible|en%(\s|%u00a0|%u202f)+attente|désactivé|illimité|semaines|accepté|inactif|non%(\s|%u00a0|%u202f)+lié|semaine|Silver|absent|activé|ancien|expiré|masqué|refusé|récent|épuisé|actif|cloud|jours|Gold|jour|lié)%([.@-]*\k)@!)/
syntax match benefitFlowAttemptFr contained /\v%(\k|[.@-])@1<!%(%(essaie%(\s|%u00a0|%u202f)+de)%([.@-]*\k)@!|essaie%(\s|%u00a0|%u202f)+d['’])/
syntax match benefitFlowCitation contained /\v\[\d+%(-\d+)?\]%(%(%(\s|%u00a0|%u202f)*\[\d+%(-\d+)?\])*%(%(\s|%u00a0|%u202f)+#.*|%(\s|%u00a0|%u202f)*)$)@=/
syntax match benefitFlowUnclosed contained /\v["“”„«»][^"“”„«»]*$/
syntax match benefitFlowString contained /\v["“”„«»][^"“”„«»]*["“”„«»]/
syntax match benefitFlowQuoted contained transparent contains=NONE /\v["“”„«»][^"“”„«»]*["“”„«»]/
syntax match benefitFlowLone contained transparent contains=benefitFlowCitation /\v["“”„«»][^"“”„«»]*$/
syntax match benefitFlowSeparator contained /\v\|/
syntax match benefitFlowTag contained /\v\@\S+/
syntax match benefitFlowOperator contained /\v\=/
syntax match benefitFlowParameter contained /\v[^=,() \t]%([^=,()]*[^=,() \t])?%(\s*\=)@=/
syntax match benefitFlowPunctuation contained /\v[(),]/
syntax match benefitFlowList contained contains=benefitFlowParameter,benefitFlowOperator,benefitFlowPunctuation,benefitFlowString,benefitFlowColumn,benefitFlowDate,benefitFlowNumber /\v\([^()]*\)%(%(%(\s|%u00a0|%u202f)*\[\d+%(-\d+)?\])*%(%(\s|%u00a0|%u202f)+#.*|%(\s|%u00a0|%u202f)*)$)@=/
syntax match benefitFlowComment /\v%(^|%(\s|%u00a0|%u202f)@1<=)#.*$/

syntax match benefitFlowTags contains=benefitFlowTag,benefitFlowComment /\v^%(\s|%u00a0|%u202f)*\@.*$/
syntax match benefitFlowCell contains=benefitFlowComment,benefitFlowUnclosed,benefitFlowSeparator,benefitFlowColumn,benefitFlowDate,benefitFlowNumber,benefitFlowQuoted /\v^%(\s|%u00a0|%u202f)*\|.*$/
syntax region benefitFlowText matchgroup=benefitFlowHeader start=/\v^%(\s|%u00a0|%u202f)*%(language:|parcours:|rulebook:|include:|inclure:|recueil:|langue:|flow:)/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowQuoted
syntax region benefitFlowName matchgroup=benefitFlowBlock start=/\v^%(\s|%u00a0|%u202f)*%(scenario:|scénario:|outline:|plan:)/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowQuoted
syntax region benefitFlowName matchgroup=benefitFlowBlock start=/\v^%(\s|%u00a0|%u202f)*%(préparation:|setup:)/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowColumn,benefitFlowQuoted,benefitFlowList
syntax region benefitFlowPlain matchgroup=benefitFlowExamples start=/\v^%(\s|%u00a0|%u202f)*%(examples:|exemples:)/ end=/$/ oneline keepend contains=benefitFlowComment
syntax region benefitFlowName matchgroup=benefitFlowUse start=/\v^%(\s|%u00a0|%u202f)*%(utiliser:|use:)/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowColumn,benefitFlowQuoted,benefitFlowList
syntax region benefitFlowText matchgroup=benefitFlowNote start=/\v^%(\s|%u00a0|%u202f)*%(question:|because:|juste:|right:|wrong:|faux:|note:|ask:|car:)/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowLone,benefitFlowQuoted
syntax region benefitFlowPhrase matchgroup=benefitFlowStep start=/\v^%(\s|%u00a0|%u202f)*%(given|then|wait|when|and)%(\s|["#|@“”„«»]|%u00a0|%u202f|$)@=/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowString,benefitFlowColumn,benefitFlowDate,benefitFlowNumber,benefitFlowActionEn,benefitFlowValueEn,benefitFlowAttemptEn
syntax region benefitFlowPhrase matchgroup=benefitFlowStep start=/\v^%(\s|%u00a0|%u202f)*%(attendre|alors|quand|soit|et)%(\s|["#|@“”„«»]|%u00a0|%u202f|$)@=/ end=/$/ oneline keepend contains=benefitFlowComment,benefitFlowCitation,benefitFlowUnclosed,benefitFlowString,benefitFlowColumn,benefitFlowDate,benefitFlowNumber,benefitFlowActionFr,benefitFlowValueFr,benefitFlowAttemptFr

highlight default link benefitFlowComment Comment
highlight default link benefitFlowHeader PreProc
highlight default link benefitFlowBlock Structure
highlight default link benefitFlowExamples Structure
highlight default link benefitFlowUse Include
highlight default link benefitFlowNote SpecialComment
highlight default link benefitFlowStep Statement
highlight default link benefitFlowName Function
highlight default link benefitFlowText String
highlight default link benefitFlowString String
highlight default link benefitFlowUnclosed Error
highlight default link benefitFlowCitation Special
highlight default link benefitFlowDate Number
highlight default link benefitFlowNumber Number
highlight default link benefitFlowColumn Identifier
highlight default link benefitFlowParameter Identifier
highlight default link benefitFlowOperator Operator
highlight default link benefitFlowPunctuation Delimiter
highlight default link benefitFlowTag Tag
highlight default link benefitFlowSeparator Delimiter
highlight default link benefitFlowCell String
highlight default link benefitFlowAttemptEn StorageClass
highlight default link benefitFlowAttemptFr StorageClass
highlight default link benefitFlowValueEn Constant
highlight default link benefitFlowValueFr Constant
highlight default link benefitFlowActionEn Type
highlight default link benefitFlowActionFr Type

let b:current_syntax = 'benefit-flow'
let &cpo = s:cpo
unlet s:cpo

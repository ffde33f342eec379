"""The grammar of time expressions behind `holdfast.values.date`, from single words up to whole expressions.

almanac      months, weekdays, seasons, holidays and the arithmetic with them
moment       what words count from, what they name, the words in one shape
clock        clock times and zones
days         points: dates, weekdays, "the next day"
periods      weeks to years, and their parts
spoken       the point or period that words name
interval     an interval as reported
limits       "since", "by", "from ... to"
durations    "for", "within", "ago"
expression   where a text speaks of time
"""

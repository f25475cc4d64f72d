import duckdb

print(duckdb.sql("""
    select respondent_kind, count(*) as rows
    from 'stallningar.csv'
    where focus_area = 'helhet' and diarienummer = 'Fv2031/00862'
    group by all
    order by all
"""))

-- ua-2020-07-22-ceasefire-measures, monitors-count
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (+statements.country IS NULL OR +statements.country IN (:+statements_country_1_1)) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL)) AND instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2;
-- polarity_1='affirmed', polarity_2='negated', instr_1='ceasefire violation', instr_2=0, type_1_1='ASSAULT', +statements_country_1_1='UKR', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- instr_1='ceasefire violation', instr_2=0, confidence_1=0.3, type_1_1='ASSAULT'

-- ua-2020-07-22-ceasefire-measures, no-firing
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (+statements.country IS NULL OR +statements.country IN (:+statements_country_1_1)) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL));
-- polarity_1='affirmed', polarity_2='negated', type_1_1='ASSAULT', +statements_country_1_1='UKR', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- confidence_1=0.3, type_1_1='ASSAULT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL)) AND (instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 OR instr(lower(CAST(statements.body AS TEXT)), :instr_3) > :instr_4 OR instr(lower(CAST(statements.body AS TEXT)), :instr_5) > :instr_6 OR instr(lower(CAST(statements.body AS TEXT)), :instr_7) > :instr_8);
-- polarity_1='affirmed', polarity_2='negated', instr_1='retaliatory fire on orders', instr_2=0, instr_3='ordered return fire', instr_4=0, instr_5='returned fire on orders', instr_6=0, instr_7='ordered retaliatory fire', instr_8=0, type_1_1='ASSAULT', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

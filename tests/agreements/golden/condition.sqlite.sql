-- ph-2012-10-15-bangsamoro-framework, basic-law
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1)) AND (instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 OR instr(lower(CAST(statements.body AS TEXT)), :instr_3) > :instr_4 OR instr(lower(CAST(statements.body AS TEXT)), :instr_5) > :instr_6);
-- polarity_1='affirmed', polarity_2='negated', instr_1='organic law', instr_2=0, instr_3='basic law', instr_4=0, instr_5='plebiscite', instr_6=0, type_1_1='AGREE', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='agree', type_2_1='AGREE'

SELECT statements.id 
FROM statements;
-- 

-- ph-2012-10-15-bangsamoro-framework, basic-law
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1)) AND ((CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_2 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_3 || '%' ESCAPE '/'));
-- polarity_1='affirmed', polarity_2='negated', param_1='organic law', param_2='basic law', param_3='plebiscite', type_1_1='AGREE', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='agree', type_2_1='AGREE'

SELECT statements.id 
FROM statements;
-- 

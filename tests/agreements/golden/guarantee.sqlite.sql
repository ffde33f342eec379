-- ua-1994-12-budapest-memorandum, security-council
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (+statements.country IS NULL OR +statements.country IN (:+statements_country_1_1)) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL)) AND ((CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_2 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_3 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_4 || '%' ESCAPE '/'));
-- polarity_1='affirmed', polarity_2='negated', param_1='nuclear weapon', param_2='nuclear strike', param_3='nuclear bomb', param_4='atomic', type_1_1='ASSAULT', +statements_country_1_1='UKR', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

SELECT statements.id 
FROM statements 
WHERE statements.confidence IS NULL OR statements.confidence >= :confidence_1;
-- confidence_1=0.3

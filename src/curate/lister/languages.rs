//! What people call columns in other languages than English, folded: German, French, Spanish, Italian,
//! Portuguese, Chinese, Japanese. A name that means something else in English is left out.

use super::Field;

/// Names of columns for what is no facet, with a comma between them, a language a text.
pub(super) const NAMES: [(Field, &[&str]); 5] = [
    (Field::Ignored, &["nummer,lfd nr", "numero", "n", "序号,编号,編號", "番号"]),
    (
        Field::Title,
        &[
            "titel,fallstudie,fallstudien,uberschrift,artikel,beitrag,bezeichnung",
            "titre,etude de cas,etudes de cas,intitule",
            "titulo,caso de estudio,caso,articulo",
            "titolo,caso di studio,articolo",
            "estudo de caso,artigo",
            "标题,標題,题目,案例,名称,文章,论文",
            "タイトル,題名,記事,事例,論文",
        ],
    ),
    (
        Field::Url,
        &[
            "quelle,verweis,webseite,adresse",
            "lien,liens,site",
            "enlace,enlaces,fuente,sitio web",
            "fonte,collegamento",
            "ligacao",
            "链接,連結,网址,来源,地址,原文,原文链接",
            "リンク,出典,参照元",
        ],
    ),
    (
        Field::Year,
        &[
            "jahr,datum,veroffentlicht,erscheinungsjahr",
            "annee,date de publication,publie",
            "ano,fecha,fecha de publicacion",
            "anno,data di pubblicazione",
            "data de publicacao",
            "年,年份,年度,日期,发布日期,发布时间",
            "公開日,公開年,日付,発表年",
        ],
    ),
    (
        Field::Summary,
        &[
            "beschreibung,kurzbeschreibung,zusammenfassung,inhalt",
            "resume,description courte",
            "descripcion,resumen",
            "descrizione,riassunto,sommario",
            "descricao,resumo",
            "简介,描述,摘要,说明,介绍,概述",
            "概要,説明,要約",
        ],
    ),
];

/// Names of columns for the facets that every list may have.
pub(super) const FACET_NAMES: [(&str, &[&str]); 3] = [
    (
        "company",
        &[
            "unternehmen,firma,firmen,anbieter,hersteller,organisationen",
            "entreprise,entreprises,societe",
            "empresa,empresas,compania,organizacion",
            "azienda,aziende,societa",
            "organizacao",
            "公司,企业,企業,公司名称,机构,组织,单位",
            "会社,会社名,企業名,開発元",
        ],
    ),
    (
        "industry",
        &[
            "branche,branchen,industrie,wirtschaftszweig",
            "secteur,secteurs",
            "industria,sectores",
            "settore,settori",
            "setor,setores",
            "行业,行業,领域",
            "業界,業種,分野",
        ],
    ),
    (
        "tag",
        &[
            "schlagworter,schlagworte,schlagwort,stichworter,stichworte,thema,themen,kategorie,kategorien",
            "mots cles,etiquettes,theme,themes,categorie,sujets",
            "etiquetas,palabras clave,tema,temas,categoria,categorias",
            "etichette,parole chiave,temi,categorie",
            "palavras chave",
            "标签,標籤,关键词,分类,类别,主题",
            "タグ,キーワード,カテゴリ,カテゴリー,分類",
        ],
    ),
];

# What mclust fits: log-likelihoods, degrees of freedom and BIC, for tests/test_mclust.py.
#
# Written with R 4.2.2 and mclust 6.0.0, as Debian 12 ships them (r-base-core, r-cran-mclust), on
# 22 November 2026.  From the root of the repository:
#
#   Rscript tests/reference/mclust.R
#
# It reads gmmlab/data/*.txt and tests/reference/*.txt, and writes tests/reference/mclust.json.
# It refuses to run where a data file differs from what R itself ships.
#
# fits:   mclust::me from given labels, one entry for each data set, model and number of
#         components, with emControl(tol = c(1e-12, 1e-12), itmax = c(5000, 5000)).  The labels are
#         cutree(hclust(dist(scale(X)), "ward.D2"), K), so that they come from no mixture.
#         loglik is null where mclust gives up; code is its returnCode (0: converged, 1: iteration
#         limit, -1: singular covariance, -3: a component lost its points).  end is the component
#         with the largest share of each point where VVE ended.
# tables: mclustBIC for 1 to 9 components, at its defaults and at the tight tolerance; larger is
#         better, null where mclust gives up.  starts are the labels that it begins from.

suppressMessages(library(mclust))
tight <- emControl(tol = c(1e-12, 1e-12), itmax = c(5000, 5000))

read <- function(file, columns) as.matrix(read.table(file)[, columns, drop = FALSE])
ours <- function(name, columns) read(file.path("tests/reference", paste0(name, ".txt")), columns)
shipped <- function(name, columns) read(file.path("gmmlab/data", paste0(name, ".txt")), columns)

sets <- list(
  faithful = shipped("faithful", 1:2), iris = shipped("iris", 1:4),
  diabetes = ours("diabetes", 1:3), thyroid = ours("thyroid", 1:5),
  cellars = ours("cellars", 1:5), leaning = ours("leaning", 1:2), rooms = ours("rooms", 1:3),
  waiting = shipped("faithful", 2), petals = shipped("iris", 3), glucose = ours("diabetes", 1))

same <- function(X, theirs) stopifnot(all(X == as.matrix(theirs)))
same(sets$faithful, datasets::faithful)
same(sets$iris, datasets::iris[, 1:4])
same(sets$diabetes, mclust::diabetes[, 2:4])
same(sets$thyroid, mclust::thyroid[, 2:6])

quoted <- function(x) paste0('"', x, '"')
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(x, collapse = ", "), "]")
object <- function(names, values, gap = " ")
  paste0("{", paste0(quoted(names), ": ", values, collapse = paste0(",", gap)), "}")
digits <- function(labels) quoted(paste(labels, collapse = ""))

models <- function(X) if (ncol(X) == 1) c("E", "V") else mclust.options("emModelNames")
bare <- function(X) if (ncol(X) == 1) drop(X) else X
grouped <- function(X, K) cutree(hclust(dist(scale(X)), "ward.D2"), K)

fit <- function(name, X, K, model) {
  out <- me(bare(X), model, unmap(grouped(X, K)), control = tight)
  df <- nMclustParams(model, ncol(X), K)
  ended <- if (model == "VVE" && !is.na(out$loglik)) digits(map(out$z)) else "null"
  object(c("set", "K", "model", "df", "loglik", "bic", "iterations", "code", "end"),
         c(quoted(name), K, quoted(model), df, number(out$loglik),
           number(2 * out$loglik - df * log(nrow(X))),
           number(attr(out, "info")[1]), number(attr(out, "returnCode")), ended))
}

fits <- function(name) {
  X <- sets[[name]]
  cells <- expand.grid(model = models(X), K = 2:4, stringsAsFactors = FALSE)
  unlist(Map(function(K, model) fit(name, X, K, model), cells$K, cells$model))
}

columns <- function(table)
  object(colnames(table), apply(table, 2, function(column) list_of(number(column))), "\n    ")

winner <- function(table) {
  best <- which(table == max(table, na.rm = TRUE), arr.ind = TRUE)[1, ]
  list_of(c(quoted(colnames(table)[best[2]]), rownames(table)[best[1]]))
}

starts <- function(X) {
  if (ncol(X) == 1) return(sapply(2:9, function(K) digits(mclust:::qclass(drop(X), K))))
  labels <- hclass(hc(X, modelName = "VVV", use = "SVD"), 2:9)
  apply(labels, 2, digits)
}

table_of <- function(name) {
  X <- bare(sets[[name]])
  default <- mclustBIC(X, G = 1:9, verbose = FALSE)
  long <- mclustBIC(X, G = 1:9, verbose = FALSE, control = tight)
  object(c("default", "default_winner", "tight", "tight_winner", "starts"),
         c(columns(default), winner(default), columns(long), winner(long),
           list_of(starts(sets[[name]]))), "\n    ")
}

labels <- function(name) object(2:4, sapply(2:4, function(K) digits(grouped(sets[[name]], K))))

writeLines(
  object(c("R", "mclust", "written", "labels", "fits", "tables"),
         c(quoted(getRversion()), quoted(packageVersion("mclust")), quoted(Sys.Date()),
           object(names(sets), sapply(names(sets), labels), "\n  "),
           paste0("[\n  ", paste(unlist(lapply(names(sets), fits)), collapse = ",\n  "), "\n]"),
           object(names(sets), sapply(names(sets), table_of), "\n  ")), "\n"),
  "tests/reference/mclust.json")

"""The words that generated entries are made of."""

from __future__ import annotations

NOUNS = (
    "attention bandit belief bias bound chain cluster code convergence crystal data decision "
    "density diffusion distance dynamics embedding energy entropy equation estimator evidence "
    "experiment feature field flow force frame function galaxy gradient graph group horizon "
    "hypothesis image inference invariant kernel language lattice layer limit machine manifold "
    "market material matrix measure memory message metric mixture model molecule network neuron "
    "noise node operator orbit parameter particle path pattern permutation phase planet policy "
    "posterior potential prior process program protein query rank regression reward risk robot "
    "sample scale score sequence set signal simulation space spectrum state structure surface "
    "symmetry system task tensor theory token transport tree tuple value variable vector wave"
).split()
ADJECTIVES = (
    "adaptive adversarial approximate asymptotic autonomous bayesian bounded causal compact "
    "conditional continuous convex coupled deep dense deterministic differentiable discrete "
    "distributed dynamic efficient elastic equivariant exact finite fractal general generative "
    "geometric global gradual harmonic hidden hierarchical implicit inverse isotropic joint large "
    "latent linear local low marginal minimal modular monotone neural nonlinear online optimal "
    "parallel partial periodic planar private quantum random recurrent relational robust scalable "
    "sequential shallow smooth sparse spatial spectral stable static stochastic symmetric temporal "
    "topological uncertain uniform universal variational weak"
).split()
VERBS = (
    "accelerates aligns approximates bounds captures compares compresses controls corrects "
    "decomposes detects encodes estimates explains extends fits generalises guides improves "
    "infers learns limits links maps measures minimises models moves observes orders predicts "
    "preserves projects recovers reduces refines relates replaces represents samples scales "
    "separates shapes simplifies solves tracks transforms"
).split()
SMALL = "a and as at by for from in into of on over the through to under when with without".split()
NAMES_OF_SYSTEMS = (
    "BERT",
    "GraphNet",
    "SymFlow",
    "DPLL",
    "U-Net",
    "LaTeX",
    "MCMC",
    "E(n)",
    "3D-Sim",
)

GIVEN = (
    "Ada Amina Anders Anna Bao Chen Chidi Clara Daniel Elif Emil Fatima Felix Grace Hana Hiro "
    "Ines Ivan Jan Jean-Luc Jorge Kofi Laura Lena Lin Maria Marie-Claire Mehmet Mina Nadia Noor "
    "Olga Omar Paulo Priya Rosa Samir Sara Sofia Tomas Uma Victor Wei Yara Yusuf Zoe"
).split()
FAMILY = (
    "Abel Adeyemi Akhtar Almeida Andersson Banerjee Becker Brown Castillo Cohen Costa Dubois "
    "Eriksen Fischer Fonseca Garcia Gupta Haddad Hansen Hoffmann Ito Jansen Jones Kaya Kim Kowal "
    "Lefebvre Lopez Mensah Moreau Nakamura Nguyen Novak Okafor Olsen Park Petrov Rossi Sato "
    "Schmidt Silva Singh Smith Tanaka Torres Vega Wang Weber Williams Yilmaz Zhang"
).split()
# The same name as LaTeX and as Unicode, where they differ.
ACCENTED = (
    ('M{\\"u}ller', "Müller"),
    ("Garc{\\'\\i}a", "García"),
    ("Ma\\v{s}ek", "Mašek"),
    ("{\\O}stergaard", "Østergaard"),
    ("Kab\\'a", "Kabá"),
    ("Fran{\\c{c}}ois", "François"),
    ("{\\L}ukasiewicz", "Łukasiewicz"),
    ("Erd{\\H{o}}s", "Erdős"),
    ("Nu\\~nez", "Nuñez"),
    ("Stra{\\ss}er", "Straßer"),
    ('G{\\"o}del', "Gödel"),
    ("H{\\aa}kansson", "Håkansson"),
)
PARTICLES = ("van", "van der", "de", "de la", "von", "al-")
GROUPS = (
    "{The Horizon Collaboration}",
    "{International Group on Lattices}",
    "{王小明}",
    "{山田太郎}",
)

# Macro, name as printed.
JOURNALS = (
    ("jexm", "Journal of Example Methods"),
    ("anlat", "Annals of Lattices"),
    ("trgraph", "Transactions on Graphs \\& Networks"),
    ("revobs", "Review of Observations"),
    ("letsym", "Letters in Symmetry"),
    ("archsim", '{ARCHIV} f{\\"u}r Simulation'),
    ("procsci", "Proceedings of the Society of Science"),
    ("openinf", "Open Inference"),
)
MEETINGS = (
    "Meeting on Structure and Learning",
    "Symposium on Symmetric Computation",
    "Workshop on Small Models",
    "Conference on Planning and Proof",
)
PUBLISHERS = ("North Press", "University of Elsewhere Press", "Open Shelf", "Meyer \\& Sons")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FORMULAS = (
    "$\\mathcal{O}(n \\log n)$",
    "$\\alpha$",
    "$x_{t+1} = x_t - \\eta \\nabla f(x_t)$",
    "$L^2$",
    "$\\mathbb{R}^{d \\times d}$",
    "$\\sum_{i=1}^{n} w_i$",
    "$1/d - 1$",
    "\\(SE(3)\\)",
)

import SiteHistory
import SiteModel
var bench = QBench()
for arg in [1000, 10000] { try bench.run(moves: arg) }

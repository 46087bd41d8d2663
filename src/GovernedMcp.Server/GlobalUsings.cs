global using GovernedMcp.Governance;

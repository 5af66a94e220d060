# language: fr
@csp
Fonctionnalité: Les demandes pour des clients
  Un partenaire fournisseur de solutions Cloud (CSP) dispose d’un plan à lui pour les demandes Azure de ses clients, et
  les agents d’administration d’un chemin à eux : la gestion des services. Chloe est agente d’administration ; le compte
  de Deniz n’est associé qu’à CSP.

  Règle: Le plan CSP ne demande ni contrat ni incident

    Contexte:
      Étant donné la préparation "un partenaire Gold activé"

    @passage-175
    Scénario: Un partenaire CSP crée une demande Azure sans aucun contrat
      Quand Deniz ouvre "+ New Support request" dans "Portail Azure"
      Alors le plan "fournisseur de solutions Cloud" est disponible pour Deniz
      Quand Deniz crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "fournisseur de solutions Cloud"
      Et le contrat est non lié pour Deniz
      Et "Prise en charge du Cloud de signature" a 10 incidents restants

    @passage-175
    Scénario: Le plan n’est pas ouvert aux comptes sans CSP
      Quand Ada essaie de créer une demande pour "Azure" dans "Portail Azure" avec le plan "fournisseur de solutions Cloud"
      Alors c’est refusé
      Et Ada voit "Ce plan est réservé aux fournisseurs de solutions Cloud"

  Règle: La gestion des services est le chemin des agents d’administration

    @roles @passage-176
    Plan du scénario: Rôle <rôle>, association <association> : l’accès aux clients est <résultat>
      Étant donné la préparation "un partenaire Gold"
      Et les comptes de Contoso
        | nom | associé à     | rôles  |
        | Ève | <association> | <rôle> |
      Quand Ève se connecte à "Espace partenaires"
      Et qu’Ève essaie d’ouvrir "clients"
      Alors c’est <résultat>

      Exemples: Il faut à la fois le rôle et l’association
        | rôle                   | association | résultat |
        | Agent d’administration | CSP         | accepté  |
        | Agent d’administration | MPN         | refusé   |
        | Administrateur général | CSP         | refusé   |

    @passage-160 @passage-172 @passage-173 @passage-176 @passage-177
    Scénario: Clients, gestion des services, nouvelle demande, puis le portail du produit
      Étant donné la préparation "un partenaire Gold activé"
      Quand Chloe se connecte à "Espace partenaires"
      Et que Chloe ouvre "clients"
      Alors Chloe voit "gestion des services"
      Quand Chloe ouvre "gestion des services"
      Alors Chloe voit "nouvelle demande"
      Et Chloe ne voit pas "incidents restants"
      Quand Chloe ouvre "nouvelle demande"
      Et que Chloe choisit la charge de travail "Dynamics 365 finance et opérations"
      Et que Chloe lie le contrat dans "Lifecycle Services"
      Et que Chloe crée une demande pour "Dynamics 365 finance et opérations" dans "Lifecycle Services"
      Alors la demande est sous le plan "signature du partenaire"

    @passage-177 @passage-188
    Scénario: Un contrat déjà lié n’est pas demandé à nouveau
      Étant donné la préparation "un partenaire Gold activé"
      Et que le contrat est lié pour Chloe
      Quand Chloe se connecte à "Espace partenaires"
      Et que Chloe ouvre "nouvelle demande"
      Et que Chloe choisit la charge de travail "Power Platform"
      Alors le plan "signature du partenaire" est disponible pour Chloe
      Quand Chloe crée une demande pour "Power Platform" dans "autres portails du Cloud"
      Alors la demande est sous le plan "signature du partenaire"
